import * as v from 'valibot'
import * as text from '#messages/display-app.tsx'
import {
  sendJson,
  validate,
  type ParsedRequestOptions,
  type Transport,
  request,
} from '#src/lib/api/request.ts'
import {
  ContractError,
  HttpError,
  NetworkError,
  TimeoutError,
  type ErrorCode,
} from '#src/contract/errors.ts'
import {
  asOfHeader,
  DisplayBoardResponse,
  DisplayReadingsResponse,
  sensorsAsOfHeader,
  type DisplayStatus,
} from '#src/contract/display.ts'
import { PairingOffer, PairingState } from '#src/contract/pairing.ts'

/** Returns whether the gateway reports that this display is not paired. No other error ends a pairing. */
export function isNotPaired(error: unknown): boolean {
  return error instanceof HttpError && error.details?.code === 'not_paired'
}

/** Returns a sentence that explains why the gateway suspended this display, or null if it did not. */
export function suspensionReason(error: unknown): string | null {
  if (!(error instanceof HttpError) || error.details?.code !== 'display_suspended') return null
  return error.details.message
}

/** Returns whether the gateway responded, even if with an error. */
export function gatewayResponded(error: unknown): boolean {
  return error instanceof HttpError || error instanceof ContractError
}

/** Error codes for requests that the gateway does not accept, or no longer accepts, from this version of the page. */
const protocolErrorCodes: readonly ErrorCode[] = [
  'invalid_request',
  'signed_out',
  'cross_site',
  'not_found',
]

/**
 * Returns whether a reload may fix the error, because page and gateway use different protocols. After errors of the
 * gateway, the network or Butlr, a reload would only risk losing the board.
 */
export function reloadMayHelp(error: unknown): boolean {
  if (error instanceof ContractError) return true
  const code = error instanceof HttpError ? error.details?.code : undefined
  if (code !== undefined) return protocolErrorCodes.includes(code)
  return !(error instanceof HttpError || isUnreachable(error))
}

/** Describes the error in one sentence for people in front of the display. */
export function describeDisplayError(error: unknown): string {
  if (isUnreachable(error)) return text.serverUnreachable
  if (error instanceof HttpError && error.details) return error.details.message
  return text.unexpectedResponse
}

function isUnreachable(error: unknown): boolean {
  return error instanceof NetworkError || error instanceof TimeoutError
}

/**
 * The readings of a board, without `data` if nothing has changed. Butlr reported the readings at `asOf`, and the sensor
 * status at `sensorsAsOf` (null if the gateway does not send it). Both are in Unix milliseconds by the server's clock.
 */
export type ReadingsResponse = { asOf: number; sensorsAsOf: number | null } & (
  { changed: true; data: DisplayReadingsResponse; etag: string | null } | { changed: false }
)

/** The requests of a display to the gateway. They throw the errors of `request`. */
export type DisplayApi = {
  offerPairing: (signal: AbortSignal) => Promise<PairingOffer>
  pairingState: (signal: AbortSignal) => Promise<PairingState>
  unpair: (signal: AbortSignal) => Promise<void>
  board: (
    etag: string | null,
    signal: AbortSignal,
  ) => Promise<ConditionalResponse<DisplayBoardResponse>>
  readings: (etag: string | null, signal: AbortSignal) => Promise<ReadingsResponse>
  sendStatus: (status: DisplayStatus, signal: AbortSignal) => Promise<void>
  /** Returns the version of the page that the gateway currently serves, or null if the page does not contain one. */
  servedVersion: (signal: AbortSignal) => Promise<string | null>
}

const readingsPath = '/api/display/readings'
const versionMetaPattern = /<meta\s+name="headroom-version"\s+content="([^"]{1,64})"/

/**
 * Creates the API client of a display.
 *
 * @param transport fetch and clock, by default those of the page
 */
export function createDisplayApi(transport?: Transport): DisplayApi {
  const through = transport === undefined ? {} : { transport }
  const pairing = { ...through, path: '/api/display/pairing' } as const
  return {
    async offerPairing(signal) {
      const call = { ...pairing, method: 'POST', schema: PairingOffer, signal } as const
      return (await request(call)).data
    },
    async pairingState(signal) {
      const call = { ...pairing, method: 'GET', schema: PairingState, signal } as const
      return (await request(call)).data
    },
    async unpair(signal) {
      const schema = v.optional(v.unknown())
      await request({ ...pairing, method: 'DELETE', schema, signal })
    },
    board(etag, signal) {
      const path = '/api/display/board'
      const call = {
        ...through,
        method: 'GET',
        path,
        schema: DisplayBoardResponse,
        signal,
      } as const
      return requestIfChanged(call, etag)
    },
    async readings(etag, signal) {
      const call = {
        ...through,
        method: 'GET',
        path: readingsPath,
        schema: DisplayReadingsResponse,
        signal,
      } as const
      const answer = await requestIfChanged(call, etag)
      const asOf = timeFromHeader(answer.headers, asOfHeader)
      // Rejects a response without a timestamp, because its readings would always count as new.
      if (asOf === null) throw new ContractError(`GET ${readingsPath}`, `${asOfHeader} is missing`)
      const times = { asOf, sensorsAsOf: timeFromHeader(answer.headers, sensorsAsOfHeader) }
      return answer.changed
        ? { ...times, changed: true, data: answer.data, etag: answer.etag }
        : { ...times, changed: false }
    },
    async sendStatus(status, signal) {
      const path = '/api/display/status'
      const schema = v.optional(v.unknown())
      await request({ ...through, method: 'POST', path, body: status, schema, signal })
    },
    async servedVersion(signal) {
      const headers = { accept: 'text/html' }
      const { text: page } = await sendJson({
        ...through,
        method: 'GET',
        path: '/display',
        headers,
        signal,
      })
      return versionMetaPattern.exec(page)?.[1] ?? null
    },
  }
}

/** Returns Unix milliseconds, or null if the header is missing or not a number. */
function timeFromHeader(headers: Headers, name: string): number | null {
  const value = headers.get(name) ?? ''
  return /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : null
}

/** The response to a conditional request, without `data` if nothing has changed. */
type ConditionalResponse<TData> = { headers: Headers; at: number } & (
  { changed: true; data: TData; etag: string | null } | { changed: false }
)

/**
 * Sends a conditional request to the gateway.
 *
 * @param etag the ETag of the caller's cached response; null if there is none
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
async function requestIfChanged<TSchema extends v.GenericSchema>(
  options: ParsedRequestOptions<TSchema>,
  etag: string | null,
): Promise<ConditionalResponse<v.InferOutput<TSchema>>> {
  const headers = etag === null ? {} : { 'if-none-match': etag }
  const { json, response, at } = await sendJson({ ...options, headers })
  if (response.status === 304) return { changed: false, headers: response.headers, at }
  return {
    changed: true,
    data: validate(options, json()),
    etag: response.headers.get('etag'),
    headers: response.headers,
    at,
  }
}
