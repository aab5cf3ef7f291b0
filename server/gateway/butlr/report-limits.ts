import { failureOf } from './butlr-failure.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'

type Bounds = {
  perSession: number
  overall: number
  /** Requests that may wait for their turn, of one session and of all. */
  waitingPerSession: number
  waitingOverall: number
  /** How long one waits, in milliseconds. */
  patienceMs: number
}

/** Reports hold the answer of Butlr in memory, so the number under way is bounded. */
const bounds: Bounds = {
  perSession: 4,
  overall: 16,
  waitingPerSession: 16,
  waitingOverall: 128,
  patienceMs: 5_000,
}
const retryAfterSeconds = 5

export type ReportLimits = {
  /**
   * Takes the place of one report, and resolves with what gives it back (once, however often it is called). Where a
   * session, or all together, have as many under way as they may, it waits; where too many wait, or for too long, it
   * rejects with the problem `busy`.
   */
  enter: (session: string, signal: AbortSignal) => Promise<() => void>
}

type Waiting = { session: string; start: () => void }

/** Bounds the reports under way, of each session and overall. A page's burst waits a moment; a flood is refused. */
export function createReportLimits(given: Partial<Bounds> = {}): ReportLimits {
  const limits = { ...bounds, ...given }
  const open = new Map<string, number>()
  let total = 0
  let waiting: Waiting[] = []

  const mayStart = (session: string) =>
    total < limits.overall && (open.get(session) ?? 0) < limits.perSession

  function take(session: string): () => void {
    total += 1
    open.set(session, (open.get(session) ?? 0) + 1)
    let isBack = false
    return () => {
      if (isBack) return
      isBack = true
      total -= 1
      const left = (open.get(session) ?? 1) - 1
      if (left === 0) open.delete(session)
      else open.set(session, left)
      waiting.find((one) => mayStart(one.session))?.start()
    }
  }

  return {
    async enter(session, signal) {
      if (signal.aborted) throw failureOf(signal.reason, signal)
      if (mayStart(session)) return take(session)
      const ofSession = waiting.filter((one) => one.session === session).length
      if (ofSession >= limits.waitingPerSession || waiting.length >= limits.waitingOverall) {
        throw new GatewayProblem('busy', { retryAfterSeconds })
      }
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting = waiting.filter((one) => one !== entry)
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
        }
        const abort = () => {
          leave()
          reject(failureOf(signal.reason, signal))
        }
        const entry: Waiting = {
          session,
          start() {
            leave()
            resolve(take(session))
          },
        }
        const timer = setTimeout(() => {
          leave()
          reject(new GatewayProblem('busy', { retryAfterSeconds }))
        }, limits.patienceMs)
        signal.addEventListener('abort', abort, { once: true })
        waiting.push(entry)
      })
    },
  }
}
