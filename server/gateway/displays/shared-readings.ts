import * as v from 'valibot'
import { currentOccupancy } from '#src/contract/reporting.ts'
import { textOf, type AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { Butlr } from '#server/gateway/butlr/butlr.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'
import { answerBytes } from '#server/gateway/butlr/report-size.ts'
import { accountOf } from '#server/gateway/auth/session.ts'
import { unlessAborted } from '#server/gateway/http/unless-aborted.ts'
import { GroupedReadings } from './board-readings.ts'
import type { DisplayAccount } from './display-account.ts'

/** Every room's readings, and when Butlr said so, epoch milliseconds. */
export type KeptReadings = { at: number; readings: GroupedReadings }
export type SharedReadings = { get: (signal: AbortSignal) => Promise<KeptReadings> }

const Readings = v.pipe(v.string(), v.parseJson(), GroupedReadings)
/** Repeated this long instead of asking again at once. */
const failurePauseMs = 1_000

type Parts = {
  butlr: Butlr
  read: AnswerReader
  account: DisplayAccount
  /** Epoch milliseconds. */
  now: () => number
  /** Milliseconds between two calls of Butlr. */
  intervalMs: number
  /** How long one may take, in milliseconds. */
  deadlineMs: number
}

/**
 * The one poll for all displays: Butlr is asked once in an interval however many displays ask, and not at all while none
 * does. A failure is shared likewise, for a second or for as long as it says. Throws `GatewayProblem`.
 */
export function createSharedReadings(parts: Parts): SharedReadings {
  const { now, intervalMs } = parts
  let kept: KeptReadings | null = null
  let flight: Promise<KeptReadings> | null = null
  let pause: { until: number; problem: unknown } | null = null

  async function fly(): Promise<KeptReadings> {
    try {
      kept = await ask(parts)
      pause = null
      return kept
    } catch (error) {
      // How long an account still has to wait, the door to Butlr says.
      const seconds =
        error instanceof GatewayProblem && error.code !== 'rate_limited'
          ? (error.retryAfterSeconds ?? 0)
          : 0
      pause = { until: now() + Math.max(failurePauseMs, seconds * 1_000), problem: error }
      throw error
    } finally {
      flight = null
    }
  }

  return {
    async get(signal) {
      const age = kept === null ? Number.POSITIVE_INFINITY : now() - kept.at
      // A clock that was set back makes an answer look as if it came from the future: then nobody knows its age.
      if (kept !== null && age >= 0 && age < intervalMs) return kept
      if (flight === null && pause !== null && now() < pause.until) throw pause.problem
      flight ??= fly()
      return unlessAborted(flight, signal)
    },
  }
}

async function ask({ butlr, read, account, now, deadlineMs }: Parts): Promise<KeptReadings> {
  // Its own deadline: many displays wait for this one call, and none of them may cancel it for the others.
  const signal = AbortSignal.timeout(deadlineMs)
  return account.call(async (session) => {
    const body = currentOccupancy
    const answer = await butlr({
      path: '/api/v3/reporting',
      body,
      token: session.token,
      account: accountOf(session),
      signal,
      read: read({ kind: 'readings' }),
      maxBytes: answerBytes.live,
    })
    return { at: now(), readings: v.parse(Readings, textOf(answer)) }
  }, signal)
}
