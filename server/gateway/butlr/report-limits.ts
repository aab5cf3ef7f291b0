import type { ReportingRequest } from '#src/contract/reporting.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { toButlrError } from './butlr-error.ts'

const second = 1_000
const minute = 60 * second
const units = new Map([
  ['s', second],
  ['m', minute],
  ['h', 60 * minute],
  ['d', 24 * 60 * minute],
])
/**
 * Maximum number of windows of all rooms in one report, enough for one room per minute for a month, or per second for
 * half a day.
 */
const maxWindows = 50_000
/** Number of rooms assumed per location or tag in a request that lists no rooms or sensors. */
const roomsPerUnnamedPlace = 30
/** A report that is not a time series is live if it covers at most this span. */
const liveSpanMs = 5 * minute

const megabyte = 1024 * 1024
/**
 * Responses of more than this many bytes are parsed, validated and serialised in another thread. A report of 1 MB, in
 * which every room and sensor is a separate key, would block this thread for 25 ms.
 */
export const maxInlineBytes = megabyte / 4
/**
 * Maximum response sizes in bytes:
 *
 * - `live`: enough for the current readings of 40,000 sensors;
 * - `history`: a report for a chart;
 * - `topology`: enough for 8,000 rooms whose outlines have 48 corners, or for 20,000 sensors;
 * - `plain`: sign-ins and other small responses, which are parsed on the main thread.
 */
export const answerSizeLimits = {
  live: 8 * megabyte,
  history: 32 * megabyte,
  topology: 8 * megabyte,
  plain: maxInlineBytes,
} as const

/**
 * Returns the maximum size of the response to a report, in bytes.
 *
 * @param now Unix milliseconds
 * @throws GatewayError `invalid_request` if the report has more than `maxWindows` windows, or an invalid date
 */
export function maxReportBytes(request: ReportingRequest, now: number): number {
  const spanMs = reportSpanMs(request, now)
  const windows = spanMs / parseDurationMs(request.window.every)
  const byTime = isTimeSeries(request)
  if (!(windows * (byTime ? countRooms(request) : 1) <= maxWindows)) {
    throw new GatewayError('invalid_request', {
      message:
        'The report has too many time windows. Request longer windows, fewer rooms or a shorter period.',
    })
  }
  return !byTime && spanMs <= liveSpanMs ? answerSizeLimits.live : answerSizeLimits.history
}

/** Returns whether the response contains a separate value for each window. */
function isTimeSeries({ group_by: groupBy }: ReportingRequest): boolean {
  return groupBy === undefined || groupBy.raw === true || groupBy.order.includes('time')
}

function reportSpanMs({ filter: { start, stop } }: ReportingRequest, now: number): number {
  return Math.max(
    0,
    (stop === undefined ? now : parseInstant(stop, now)) - parseInstant(start, now),
  )
}

function parseInstant(text: string, now: number): number {
  return text.startsWith('-') ? now - parseDurationMs(text.slice(1)) : Date.parse(text)
}

/** Converts a duration such as `5m` to milliseconds. */
function parseDurationMs(text: string): number {
  return Number(text.slice(0, -1)) * (units.get(text.slice(-1)) ?? Number.NaN)
}

function countRooms({ filter }: ReportingRequest): number {
  const named = filter.rooms ?? filter.sensors
  if (named !== undefined) return named.eq.length
  const wide = filter.spaces ?? filter.buildings ?? filter.tags
  return roomsPerUnnamedPlace * (wide?.eq.length ?? 1)
}

type ReportLimitOptions = {
  perSession: number
  /**
   * Maximum number of concurrent reports per account. It is less than `overall`, so that an account with many sessions
   * does not block the reports of others.
   */
  perAccount: number
  overall: number
  waitingPerSession: number
  waitingPerAccount: number
  waitingOverall: number
  /** Maximum wait in milliseconds. */
  maxWaitMs: number
}

/** Concurrent reports are limited because the gateway holds their responses in memory. */
const defaultLimits: ReportLimitOptions = {
  perSession: 4,
  perAccount: 12,
  overall: 16,
  waitingPerSession: 16,
  waitingPerAccount: 96,
  waitingOverall: 128,
  maxWaitMs: 5_000,
}
const retryAfterSeconds = 5

export type ReportLimits = {
  /**
   * Reserves a slot for one report, and resolves with a function that releases it (calling it again has no effect).
   * Waits while the session, its account, or all sessions together use all their slots. Rejects with `busy` if too many
   * requests are waiting or this request has waited too long, and with `ButlrError` on abort.
   *
   * @param account defaults to the session
   */
  acquire: (session: string, signal: AbortSignal, account?: string) => Promise<() => void>
}

type ReportOwner = { session: string; account: string }
type QueuedReport = ReportOwner & { start: () => void }

/**
 * Creates limits for concurrent reports per session, per account and overall. A burst from a page waits briefly; a
 * flood is rejected. Accounts take turns: a waiting account is served before the account that was served last.
 */
export function createReportLimits(given: Partial<ReportLimitOptions> = {}): ReportLimits {
  const limits = { ...defaultLimits, ...given }
  const open = new Set<ReportOwner>()
  let waiting: QueuedReport[] = []

  const mayStart = (owner: ReportOwner) =>
    open.size < limits.overall &&
    countOf([...open], 'session', owner) < limits.perSession &&
    countOf([...open], 'account', owner) < limits.perAccount
  const mayWait = (owner: ReportOwner) =>
    waiting.length < limits.waitingOverall &&
    countOf(waiting, 'session', owner) < limits.waitingPerSession &&
    countOf(waiting, 'account', owner) < limits.waitingPerAccount

  function occupySlot({ session, account }: ReportOwner): () => void {
    const slot = { session, account }
    open.add(slot)
    return () => {
      if (open.delete(slot)) waiting.find(mayStart)?.start()
    }
  }

  return {
    async acquire(session, signal, account = session) {
      if (signal.aborted) throw toButlrError(signal.reason, signal)
      const owner = { session, account }
      if (mayStart(owner)) return occupySlot(owner)
      if (!mayWait(owner)) throw new GatewayError('busy', { retryAfterSeconds })
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting = waiting.filter((one) => one !== entry)
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
        }
        const abort = () => {
          leave()
          reject(toButlrError(signal.reason, signal))
        }
        const entry: QueuedReport = {
          ...owner,
          start() {
            leave()
            const isOwn = (one: ReportOwner) => one.account === account
            waiting = [...waiting.filter((one) => !isOwn(one)), ...waiting.filter(isOwn)]
            resolve(occupySlot(owner))
          },
        }
        const timer = setTimeout(() => {
          leave()
          reject(new GatewayError('busy', { retryAfterSeconds }))
        }, limits.maxWaitMs)
        signal.addEventListener('abort', abort, { once: true })
        waiting.push(entry)
      })
    },
  }
}

/** Returns how many reports have the same session (or account, see `field`) as `owner`. */
function countOf(
  reports: readonly ReportOwner[],
  field: keyof ReportOwner,
  owner: ReportOwner,
): number {
  return reports.filter((one) => one[field] === owner[field]).length
}
