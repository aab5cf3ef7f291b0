import type { ReportingRequest } from '#src/contract/reporting.ts'
import { GatewayProblem } from '#server/gateway/http/gateway-error.ts'
import { failureOf } from './butlr-error.ts'

const second = 1_000
const minute = 60 * second
const units = new Map([
  ['s', second],
  ['m', minute],
  ['h', 60 * minute],
  ['d', 24 * 60 * minute],
])
/**
 * Windows of all rooms that one report may hold: a room by the minute for a month, or by the second for half a day. Where
 * a request names no rooms it asks for all, which count as many.
 */
const mostWindows = 50_000
const roomsUnnamed = 30
/** A report over so short a span, with one leaf for each sensor, is about now. */
const liveSpanMs = 5 * minute

const megabyte = 1024 * 1024
/** Bytes of an answer: 8 MB hold the current readings of 40,000 sensors. */
export const answerBytes = { live: 8 * megabyte, history: 32 * megabyte } as const

/**
 * How large the answer to a report may be, in bytes. Refuses a report of more windows than a screen can show.
 *
 * @param now epoch milliseconds
 * @throws GatewayProblem `invalid_request`
 */
export function allowedBytes(request: ReportingRequest, now: number): number {
  const spanMs = spanOf(request, now)
  const windows = spanMs / durationOf(request.window.every)
  const byTime = isByTime(request)
  if (!(windows * (byTime ? roomsOf(request) : 1) <= mostWindows)) {
    throw new GatewayProblem('invalid_request', {
      message:
        'The report asks for too many windows: ask for longer ones, fewer rooms or less time.',
    })
  }
  return !byTime && spanMs <= liveSpanMs ? answerBytes.live : answerBytes.history
}

/** Whether every window is a value of its own in the answer. */
function isByTime({ group_by: groupBy }: ReportingRequest): boolean {
  return groupBy === undefined || groupBy.raw === true || groupBy.order.includes('time')
}

function spanOf({ filter: { start, stop } }: ReportingRequest, now: number): number {
  return Math.max(0, (stop === undefined ? now : instantOf(stop, now)) - instantOf(start, now))
}

function instantOf(text: string, now: number): number {
  return text.startsWith('-') ? now - durationOf(text.slice(1)) : Date.parse(text)
}

/** Milliseconds of a span such as `5m`. */
function durationOf(text: string): number {
  return Number(text.slice(0, -1)) * (units.get(text.slice(-1)) ?? Number.NaN)
}

function roomsOf({ filter }: ReportingRequest): number {
  const named = filter.rooms ?? filter.sensors
  if (named !== undefined) return named.eq.length
  const wide = filter.spaces ?? filter.buildings ?? filter.tags
  return roomsUnnamed * (wide?.eq.length ?? 1)
}

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
