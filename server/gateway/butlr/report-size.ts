import type { ReportingRequest } from '#src/contract/reporting.ts'
import { GatewayProblem } from '#server/gateway/http/problem.ts'

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
