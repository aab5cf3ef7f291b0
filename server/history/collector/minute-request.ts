import * as v from 'valibot'
import { normalizeMac, testDevicePattern } from '#src/contract/butlr-values.ts'
import { ContractError } from '#src/contract/errors.ts'
import { leafDepth, readReportBody } from '#src/contract/report-body.ts'
import type { ReportingRequest } from '#src/contract/reporting.ts'
import {
  minuteMs,
  type MinuteRange,
  type SensorMinutes,
  type SensorSeries,
} from '#src/domain/history/minutes.ts'
import { groupedEntries, recordEntries } from '#src/domain/readings/readings.ts'
import { parseTime } from '#src/domain/readings/samples.ts'
import { pause } from '#server/history/pause.ts'
import { seriesKey } from '#server/history/files/history-index.ts'
import { sortMinutes, type MinuteRow } from '#server/history/files/merge-minutes.ts'

export type Resolution = 'minute' | 'hour'
/**
 * The window functions of the two values of a minute. In a response grouped by time, a leaf contains one value, so each
 * function needs its own request.
 */
export const minuteFunctions = ['last', 'max'] as const
type MinuteFunction = (typeof minuteFunctions)[number]
export type MinuteResponses = Record<MinuteFunction, Uint8Array>

/** Returns the request for the counts of all presence sensors in the windows of a range. */
export function minuteRequest(
  { from, to }: MinuteRange,
  windowFunction: MinuteFunction,
  resolution: Resolution,
): ReportingRequest {
  return {
    group_by: { order: ['room_id', 'mac_address', 'time'] },
    window: { every: resolution === 'minute' ? '1m' : '1h', function: windowFunction },
    filter: {
      start: toRfc3339(from),
      stop: toRfc3339(to),
      measurements: ['presence'],
      value: { gte: 0 },
    },
  }
}

function toRfc3339(minute: number): string {
  return `${new Date(minute * minuteMs).toISOString().slice(0, 19)}Z`
}

/** The largest signed 32-bit integer: the files store counts as INT32. */
const maxCount = 2 ** 31 - 1
/** A leaf of a response grouped by time: all of its metrics have the same value. */
const Leaf = v.object({
  last: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxCount)),
})

/**
 * Parses the responses to both requests for a range, with pauses for other work. A reading without `max` gets a `max` of
 * -1. Leaves out readings without `last` or outside the range, test devices and malformed leaves.
 *
 * @param isKept decides which series are kept
 * @throws ContractError if a response is not a complete report
 */
export async function parseMinutes(
  responses: Readonly<MinuteResponses>,
  range: MinuteRange,
  isKept: (series: SensorSeries) => boolean,
): Promise<SensorMinutes> {
  const rows = new Map<string, [SensorSeries, Map<number, MinuteRow>]>()
  eachReading(responses.last, range, (series, minute, last) => {
    const key = seriesKey(series)
    const entry = rows.get(key) ?? [series, new Map<number, MinuteRow>()]
    if (!rows.has(key) && !isKept(series)) return
    rows.set(key, entry)
    entry[1].set(minute, { minute, last, max: -1 })
  })
  await pause()
  eachReading(responses.max, range, (series, minute, max) => {
    const row = rows.get(seriesKey(series))?.[1].get(minute)
    if (row !== undefined) row.max = max
  })
  await pause()
  return sortMinutes([...rows.values()].map(([series, list]) => [series, [...list.values()]]))
}

function eachReading(
  response: Uint8Array,
  { from, to }: MinuteRange,
  visit: (series: SensorSeries, minute: number, count: number) => void,
): void {
  for (const [roomId, sensors] of groupedEntries(readData(response))) {
    for (const [name, times] of recordEntries(sensors) ?? []) {
      const mac = normalizeMac(name)
      if (mac === '' || testDevicePattern.test(mac)) continue
      const series = { roomId, mac }
      for (const [time, leaf] of recordEntries(times) ?? []) {
        const minute = Math.floor(parseTime(time) / minuteMs)
        const parsed = v.safeParse(Leaf, leaf)
        if (minute >= from && minute < to && parsed.success) {
          visit(series, minute, parsed.output.last)
        }
      }
    }
  }
}

/** Returns the `data` of a response. An incomplete report is an error, because its gaps would look like readings of 0. */
function readData(response: Uint8Array): unknown {
  const depth = leafDepth(minuteRequest({ from: 0, to: 0 }, 'last', 'minute'))
  const body = readReportBody(parseJson(response), depth)
  if (body.kind === 'report' && !body.incomplete) return body.data
  throw new ContractError('POST /api/v3/reporting', `not a complete report: ${body.kind}`)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return json
  } catch {
    throw new ContractError('POST /api/v3/reporting', 'the body is not JSON')
  }
}
