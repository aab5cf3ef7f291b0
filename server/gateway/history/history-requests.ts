import { answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import type { ButlrClock } from '#server/gateway/butlr/butlr-clock.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { ServiceAccount } from '#server/gateway/auth/service-account.ts'
import { sessionRetryAfterKey } from '#server/gateway/auth/session.ts'
import type { DisplayTopology } from '#server/gateway/displays/display-topology.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { StoreError } from '#server/gateway/store/store.ts'
import {
  failed,
  type GatewayRequests,
  type HistoryFailure,
  type OverriddenCapacity,
  type Requests,
  type Result,
} from '#server/history/protocol.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { TakeLease } from './history-lease.ts'

type HistoryRequestsDeps = {
  butlr: ButlrClient
  butlrClock: ButlrClock
  account: ServiceAccount
  topology: DisplayTopology
  runOnTexts: TaskRunner
  overrides: () => Overrides | null
  /** Resolves with whether the settings, which are part of `overrides`, are known. */
  loadSettings: () => Promise<boolean>
  /** Resolves with when managers made rooms small within the last 48 hours, in Unix milliseconds by room ID. */
  findRoomsMadeSmall: () => Promise<ReadonlyMap<string, number>>
  takeLease: TakeLease
}

/** Maximum size of a report for the history, in bytes; larger reports fail as `too_large`. */
const maxReportBytes = 16 * 1024 * 1024
/** Timeout of a report, which covers up to a day of a building. */
const reportTimeoutMs = 60_000
const topologyTimeoutMs = 20_000
const retrySeconds = 30

/**
 * Creates the functions that answer requests from the history process. They call Butlr with the gateway's account,
 * through the client that enforces size limits and `Retry-After`.
 */
export function createHistoryRequests(deps: HistoryRequestsDeps): Requests<GatewayRequests> {
  const { butlr, account } = deps
  return {
    report: ({ body }, signal) =>
      toResult(() =>
        account.call(
          (session, until) =>
            butlr({
              path: '/api/v3/reporting',
              body,
              token: session.token,
              account: sessionRetryAfterKey(session),
              signal: until,
              read: async (pieces) => joinReport(pieces),
              maxBytes: answerSizeLimits.history,
            }),
          AbortSignal.any([signal, AbortSignal.timeout(reportTimeoutMs)]),
        ),
      ),
    topology: (_, signal) =>
      toResult(() =>
        loadBuildings(deps, AbortSignal.any([signal, AbortSignal.timeout(topologyTimeoutMs)])),
      ),
    capacities: () =>
      toResult(async () => {
        await requireSettings(deps)
        return listCapacities(deps.overrides(), await deps.findRoomsMadeSmall())
      }),
    time: async () => ({ ok: true, value: deps.butlrClock.now() }),
    lease: ({ generation }) => toResult(() => deps.takeLease(generation)),
  }
}

/** Returns the capacities that the overrides set, by room ID. */
function listCapacities(
  overrides: Overrides | null,
  madeSmallAt: ReadonlyMap<string, number>,
): Record<string, OverriddenCapacity> {
  return Object.fromEntries(
    Object.entries(overrides?.rooms ?? {}).flatMap(([id, { capacity }]) =>
      capacity === undefined
        ? []
        : [[id, { capacity, madeSmallAt: madeSmallAt.get(id) ?? null }] as const],
    ),
  )
}

function joinReport(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0)
  if (bytes > maxReportBytes) throw new GatewayError('too_large')
  return Buffer.concat(pieces)
}

/**
 * Throws `store_unreachable` until the settings are known: with a wrong capacity, a room could count as small, and its
 * minutes would be deleted.
 */
async function requireSettings({ loadSettings }: HistoryRequestsDeps): Promise<void> {
  if (!(await loadSettings())) {
    throw new GatewayError('store_unreachable', { retryAfterSeconds: retrySeconds })
  }
}

async function loadBuildings(deps: HistoryRequestsDeps, signal: AbortSignal) {
  await requireSettings(deps)
  const { topology, runOnTexts, overrides } = deps
  const places = await topology.places(signal).catch((error: unknown) => {
    if (error instanceof GatewayError && error.code === 'forbidden') return null
    throw error
  })
  if (places === null) return null
  const sensors = await topology.sensors(signal)
  // Without sensors, a snapshot would record that no sensor is installed.
  if (sensors === null) {
    throw new GatewayError('upstream_unreachable', { retryAfterSeconds: retrySeconds })
  }
  const task = { kind: 'history-topology', overrides: overrides() } as const
  return (await runOnTexts(task, [[places.json], [sensors.json]], signal)).buildings
}

/** Converts the error of a request to a failure. Rethrows unexpected errors. */
async function toResult<T>(request: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await request() }
  } catch (error) {
    if (error instanceof StoreError) return failed('unavailable')
    if (!(error instanceof GatewayError)) throw error
    return failed(failureCode(error), error.retryAfterSeconds)
  }
}

/** Returns the code of a failed request. `busy` means that Butlr asks the whole account to wait. */
export function failureCode({ code, cause }: GatewayError): HistoryFailure['code'] {
  if (code === 'too_large' || code === 'forbidden') return code
  const failure = cause instanceof ButlrError ? cause : null
  if (code === 'rate_limited' || failure?.asksToWait === true) return 'busy'
  if (code === 'upstream_unreachable') return 'unreachable'
  const status = failure?.status
  if (status === 413) return 'too_large'
  if (code === 'upstream_error' && status !== undefined && status < 500) return 'refused'
  return code === 'upstream_invalid' ? 'failed' : 'unavailable'
}
