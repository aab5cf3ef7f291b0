import { isId, isObject, normalizeMac, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { readReportBody, type ReportBody } from '#src/contract/report-body.ts'
import { ButlrError, fromBodyError } from './butlr-error.ts'
import type { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import * as v from 'valibot'
import type { DocumentName } from '#src/contract/topology.ts'
import { findPlaceUncertainty } from '#server/gateway/topology/list-gaps.ts'
import { parseTopologyAnswer } from '#server/gateway/topology/topology-answer.ts'

type Report = Extract<ReportBody, { kind: 'report' }>

/** Returns the report in a response body. Throws `ButlrError` if the body reports an error or is not a report. */
function requireReport(answer: unknown, depth: number | null): Report {
  const body = readReportBody(answer, depth)
  if (body.kind === 'error') throw fromBodyError(body)
  if (body.kind === 'unreadable') throw new ButlrError('unreadable')
  return body
}

/** The live poll is grouped by room and sensor. */
const livePollDepth = 2

/**
 * Reads the data of a report grouped by room and sensor, leniently: a malformed sensor becomes null, and a malformed room
 * is marked as such. Only numbers are kept of a sensor's metrics.
 */
function parseGroupedReadings({ data }: Report): GroupedReadings {
  return isObject(data) ? mapEntries(data, parseSensors) : {}
}

function parseSensors(sensors: unknown): GroupedReadings[string] {
  if (sensors === null || isEmptyList(sensors)) return {}
  if (!isObject(sensors)) return { [wholeRoomKey]: null }
  const readings: GroupedReadings[string] = {}
  for (const [key, metrics] of Object.entries(sensors)) {
    const mac = normalizeMac(key)
    const numbers = pickNumbers(metrics)
    // Of two spellings of one address a malformed one loses.
    const isCount = numbers?.['last'] !== undefined
    if (mac !== '' && (isCount || !(mac in readings))) readings[mac] = numbers
  }
  return readings
}

function pickNumbers(metrics: unknown): Record<string, number> | null {
  if (!isObject(metrics)) return null
  const numbers = Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(numbers)
}

/** Butlr may send an empty object as an empty array. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function mapEntries<T>(
  record: Record<string, unknown>,
  map: (value: unknown) => T,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (isId(key) ? [[key, map(value)]] : [])),
  )
}

/**
 * What becomes of an answer of Butlr's:
 * - `report`: what of a report is passed on to the page, and with `readings` its readings by room and sensor; `depth` is
 *   the depth of its leaves (`leafDepth`);
 * - `topology`: the page's answer to a document, as of a moment in epoch milliseconds;
 * - `readings`: all current readings, by room and sensor, with the metrics that displays are made from.
 */
export type AnswerTask =
  | { kind: 'report'; depth: number | null; readings?: boolean }
  | { kind: 'topology'; document: DocumentName; asOf: number }
  | { kind: 'readings' }

/** The result as JSON. `complete` is false when parts of a topology or a report are missing. */
export type TaskResult = { json: string; complete: boolean; readings?: GroupedReadings }

const PageInfo = v.object({
  page: v.number(),
  page_item_count: v.number(),
  total_item_count: v.number(),
  total_pages: v.number(),
})

/**
 * Does a task with the text of an answer. It needs nothing of the gateway, so that it runs in a thread of its own just as
 * well.
 *
 * @throws ButlrError for text that is no JSON, nested too deep, or not the answer it should be
 */
export function runTask(task: AnswerTask, text: string): TaskResult {
  try {
    return toTaskResult(task, JSON.parse(text))
  } catch (error) {
    // The parser's message quotes the answer, so it goes no further.
    throw error instanceof ButlrError ? error : new ButlrError('unreadable')
  }
}

function toTaskResult(task: AnswerTask, answer: unknown): TaskResult {
  switch (task.kind) {
    case 'report': {
      const report = requireReport(answer, task.depth)
      const readings = task.readings && { readings: pickMetrics(parseGroupedReadings(report)) }
      return { json: toPageReport(report, answer), complete: !report.incomplete, ...readings }
    }
    case 'topology': {
      const topology = parseTopologyAnswer(task.document, answer, task.asOf)
      const uncertainty = task.document === 'places' ? findPlaceUncertainty(answer) : {}
      const json = JSON.stringify({ ...topology, ...uncertainty, asOf: task.asOf })
      return { json, complete: topology.missing.length === 0 }
    }
    case 'readings': {
      const report = requireReport(answer, livePollDepth)
      const json = JSON.stringify(pickMetrics(parseGroupedReadings(report)))
      return { json, complete: !report.incomplete }
    }
  }
}

/** Serialises a report for the page. No other field of the response is passed on. */
function toPageReport({ data, incomplete }: Report, answer: unknown): string {
  const pages = v.safeParse(v.object({ page_info: PageInfo }), answer)
  return JSON.stringify({
    data,
    ...(pages.success && pages.output),
    ...(incomplete && { incomplete }),
  })
}

/** Leaves of `last` and `min`: the count, and whether a sensor saw a zero. A malformed leaf stays null. */
function pickMetrics(rooms: GroupedReadings) {
  return mapValues(rooms, (sensors) =>
    mapValues(sensors, (leaf) => {
      if (!isObject(leaf)) return null
      const { last, min } = leaf
      return { last, min }
    }),
  )
}

function mapValues<TIn, TOut>(record: Record<string, TIn>, map: (value: TIn) => TOut) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
}
