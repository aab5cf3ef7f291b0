import { Hono, type Context } from 'hono'
import type { Board } from '#src/contract/board.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import {
  asOfHeader,
  DisplayStatus,
  sensorsAsOfHeader,
  type DisplayBoardResponse,
  type SuspensionReason,
} from '#src/contract/display.ts'
import { type PairingOffer, type PairingState } from '#src/contract/pairing.ts'
import { toBoard } from '#server/gateway/boards/stored-board.ts'
import type { Audit } from '#server/gateway/audit/audit.ts'
import type { Boards } from '#server/gateway/boards/boards.ts'
import { sendLogo } from '#server/gateway/boards/logos.ts'
import { readJsonBody } from '#server/gateway/http/json-body.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { requestSignal } from '#server/gateway/auth/with-session.ts'
import { clientAddress, type GatewayEnv } from '#server/gateway/http/request-log.ts'
import { secureTransport } from '#server/gateway/http/security-middleware.ts'
import type { BoardAnswers } from './board-answers.ts'
import type { BoardResponse } from './board-document.ts'
import { canResolveWithoutPlaces } from './board-rooms.ts'
import { browserName } from './browser-name.ts'
import type { DisplayCookies, Pairing, PairingKey } from './pairing.ts'
import { type DisplayRecord, verifyKey } from './display-record.ts'
import { createZoneClocks } from './zone-clocks.ts'
import type { DisplayTopology } from './display-topology.ts'
import type { SharedReadings } from './shared-readings.ts'
import type { Displays } from './displays.ts'
import { compressBody, contentTag, sendCompressed } from '#server/gateway/http/compressed-body.ts'
import type { PairingLimits } from './pairing-limits.ts'
import { createPendingWelcomes } from './pairing.ts'

type DisplayRoutesDeps = {
  cookies: DisplayCookies
  pairing: Pairing
  limits: PairingLimits
  displays: Displays
  boards: Boards
  topology: DisplayTopology
  readings: SharedReadings
  answers: BoardAnswers
  audit: Audit
  overrides: () => Overrides | null
  pollSeconds: number
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

/** The fields of a board response that do not come from the board's document. */
type OwnFields = Omit<DisplayBoardResponse, keyof BoardResponse>

/**
 * Creates the routes for displays. Only a display's own cookies give access; a session does not. See
 * `src/contract/display.ts`.
 */
export function createDisplayRoutes(parts: DisplayRoutesDeps): Hono<GatewayEnv> {
  const { cookies, pairing, limits, displays, answers, readings, topology, pollSeconds } = parts
  const routes = new Hono<GatewayEnv>()
  const welcomes = createPendingWelcomes()
  const zoneClocks = createZoneClocks()

  routes.post('/api/display/pairing', secureTransport(), async (c) => {
    const address = clientAddress(c)
    await limits.consumeOffer(address)
    const unknownDisplay = (await identifyDisplay(c, parts)) === 'unknown'
    const browser = browserName(c.req.header('User-Agent'))
    const { held, expiresAt } = await pairing.offer(
      { address, browser },
      await readPairingKey(c, cookies),
    )
    await cookies.pairing.write(c, held)
    return c.json({ code: held.code, expiresAt, unknownDisplay } satisfies PairingOffer, 201)
  })
  routes.get('/api/display/pairing', async (c) => {
    const held = await readPairingKey(c, cookies)
    const { state, displayId } = held === null ? expiredPairing : await pairing.state(held)
    if (held !== null && displayId !== null) {
      await cookies.display.write(c, { id: displayId, key: held.key })
      welcomes.add(displayId)
    } else if (typeof (await identifyDisplay(c, parts)) !== 'string') {
      cookies.pairing.clear(c)
      return c.json({ state: 'paired', again: true } satisfies PairingState)
    }
    if (state.state !== 'waiting') cookies.pairing.clear(c)
    return c.json(state)
  })
  routes.delete('/api/display/pairing', async (c) => {
    const display = await requireDisplay(c, parts)
    await displays.revoke(display.id, (boardId) => requireUnpairing(boardId, parts))
    cookies.display.clear(c)
    parts.audit.unpaired(c, display)
    return c.body(null, 204)
  })
  routes.get('/api/display/board', async (c) => {
    const display = await requireDisplay(c, parts)
    const signal = requestSignal(c)
    const board = await requireDisplayBoard(display, parts)
    const [places, sensors] = await Promise.all([topology.places(signal), topology.sensors(signal)])
    const { id, name, pairedBy, until, excludedRooms = [] } = display
    const state = { board, excludedRooms, places, sensors, overrides: parts.overrides() }
    const { json, jsonTag, timeZones } = await answers.board(state)
    const identity = { id, name, until, ...(welcomes.take(id) ? { pairedBy } : {}) }
    const clocks = zoneClocks(timeZones, parts.now())
    const own: OwnFields = { display: identity, pollSeconds, clocks }
    return sendCompressed(c, compressBody(addFields(own, json), `"${contentTag([own, jsonTag])}"`))
  })
  routes.get('/api/display/logo', async (c) => {
    const { boardId } = await requireDisplay(c, parts)
    return sendLogo(c, await parts.boards.logo(boardId))
  })
  routes.get('/api/display/readings', async (c) => {
    const display = await requireDisplay(c, parts)
    const signal = requestSignal(c, readingsTimeoutMs)
    const board = await requireDisplayBoard(display, parts)
    const [places, sensors, kept] = await Promise.all([
      canResolveWithoutPlaces(board) ? topology.placesIfKnown(signal) : topology.places(signal),
      topology.sensors(signal),
      readings.get(signal),
    ]).catch((error: unknown) => {
      throw error === signal.reason ? new GatewayError('upstream_timeout') : error
    })
    const { excludedRooms = [] } = display
    const known = { board, excludedRooms, places, sensors, overrides: parts.overrides() }
    const { body, sensorsAsOf } = await answers.readings(known, kept)
    return sendCompressed(c, body, {
      [asOfHeader]: String(kept.at),
      ...(sensorsAsOf === null ? {} : { [sensorsAsOfHeader]: String(sensorsAsOf) }),
    })
  })
  routes.post('/api/display/status', async (c) => {
    const { id } = await requireDisplay(c, parts)
    displays.recordHeartbeat(id, await readJsonBody(c, DisplayStatus))
    return c.body(null, 204)
  })
  return routes
}

/**
 * Timeout of a poll. It is shorter than the timeout of displays, so that a display receives the reason for a failed
 * poll.
 */
const readingsTimeoutMs = 8_000

/** Adds fields to the JSON of an object without parsing the JSON. Neither may be empty. */
function addFields(fields: Record<string, unknown>, json: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(`${JSON.stringify(fields).slice(0, -1)},`)
  const merged = new Uint8Array(start.length + json.length - 1)
  merged.set(start)
  merged.set(json.subarray(1), start.length)
  return merged
}

/** Returns the content of the pairing cookie, or null if the cookie is missing or unreadable. */
async function readPairingKey(c: Context, cookies: DisplayCookies): Promise<PairingKey | null> {
  const read = await cookies.pairing.read(c)
  return read === 'unreadable' ? null : (read?.content ?? null)
}

/**
 * Returns the display that sent a request. Throws `not_paired` if there is no such display, and `display_suspended` if
 * it is suspended.
 */
async function requireDisplay(c: Context, parts: DisplayRoutesDeps): Promise<DisplayRecord> {
  const display = await identifyDisplay(c, parts)
  if (typeof display === 'string') throw new GatewayError('not_paired')
  if (c.req.method === 'GET') parts.displays.recordHeartbeat(display.id)
  const reason = await parts.displays.suspension(display)
  if (reason !== null) {
    throw new GatewayError('display_suspended', { message: suspensionMessages[reason] })
  }
  return display
}

/**
 * Identifies the sender of a request. Returns the display, or:
 *
 * - `unpaired`: the request has no cookie, the display was revoked, or its pairing has expired. The cookie is cleared.
 * - `unknown`: the store does not contain the display or its key, or another secret sealed the cookie. The cookie is
 *   then kept, because the data directory may be empty or wrong.
 */
async function identifyDisplay(
  c: Context,
  { cookies, displays, now }: DisplayRoutesDeps,
): Promise<DisplayRecord | 'unpaired' | 'unknown'> {
  const read = await cookies.display.read(c)
  if (read === null) return 'unpaired'
  if (read === 'unreadable') return 'unknown'
  const { content: held, isCurrent } = read
  const record = await displays.find(held.id)
  const isOver = now() >= (record?.until ?? held.until ?? Number.POSITIVE_INFINITY)
  if (isOver || (record === null && (await displays.wasRevoked(held.id)))) {
    cookies.display.clear(c)
    return 'unpaired'
  }
  if (record === null || !verifyKey(record.keyHash, held.key)) return 'unknown'
  const { id, until } = record
  if (!isCurrent || held.until === undefined) {
    await cookies.display.write(c, { id, key: held.key, until }, until - now())
  }
  return record
}

const expiredPairing = { state: { state: 'expired' }, displayId: null } as const
const suspensionMessages: Record<SuspensionReason, string> = {
  simulator:
    'This display was paired while Headroom was using the simulated building. Headroom is now connected to Butlr.',
  address: 'This display was paired while Headroom was connected to a different Butlr server.',
  organisation: 'This display was paired while Headroom was connected to a different organisation.',
  unverified: 'Headroom can’t verify that this display is allowed to show this building.',
}

/** Throws `not_allowed` unless a board lets people unpair its displays with a remote control; returns true. */
async function requireUnpairing(boardId: string, { boards }: DisplayRoutesDeps): Promise<true> {
  const board = await boards.find(boardId)
  if (board?.unpairFromRemote === true) return true
  throw new GatewayError('not_allowed', {
    message: 'This display’s board doesn’t allow unpairing with a remote control.',
  })
}

/** Returns the board that a display shows. Throws `not_found` if it was deleted or cannot be read. */
async function requireDisplayBoard(
  { boardId }: DisplayRecord,
  { boards }: DisplayRoutesDeps,
): Promise<Board> {
  const board = await boards.find(boardId)
  if (board !== null) return toBoard(board)
  const message = (await boards.exists(boardId))
    ? 'Headroom can’t read this display’s board. A different version of Headroom may have saved it.'
    : 'This display’s board was deleted.'
  throw new GatewayError('not_found', { message })
}
