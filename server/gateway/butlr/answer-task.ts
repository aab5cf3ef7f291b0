import { isId, isObject, normalizeMac, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { readReportBody, type ReportBody } from '#src/contract/report-body.ts'
import { ButlrError, fromBodyError } from './butlr-error.ts'
import type { SamplesByKey } from '#src/domain/readings/history.ts'
import { parseSamples } from '#src/domain/readings/readings.ts'
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

/** Readings by room and sensor, as `parseGroupedReadings` returns them. */
export const GroupedReadings = v.record(v.string(), v.record(v.string(), v.unknown()))
export type GroupedReadings = v.InferOutput<typeof GroupedReadings>

/**
 * Parses the data of a report that is grouped by room and sensor. A malformed sensor becomes null, and a malformed room
 * is marked. Keeps only those metrics of a sensor that are numbers.
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
    // If two keys spell the same address, a valid reading takes precedence over a malformed one.
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

/** Whether a value is an empty array, which Butlr may send in place of an empty object. */
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
 * How to process a response from Butlr:
 * - `report`: returns the report as the page receives it, and with `readings` also its readings by room and sensor, or
 *   with `samplesUntil` (epoch milliseconds) its samples by room up to that time; `depth` is the depth of its leaves
 *   (`leafDepth`);
 * - `topology`: returns the page's response for a document; `asOf` is in epoch milliseconds;
 * - `readings`: returns all current readings by room and sensor, with the metrics that displays need.
 */
export type AnswerTask =
  | { kind: 'report'; depth: number | null; readings?: boolean; samplesUntil?: number }
  | { kind: 'topology'; document: DocumentName; asOf: number }
  | { kind: 'readings' }

/** The result as JSON. `complete` is false if parts of the topology or the report are missing. */
export type TaskResult = {
  json: string
  complete: boolean
  readings?: GroupedReadings
  samples?: SamplesByKey
}

const PageInfo = v.object({
  page: v.number(),
  page_item_count: v.number(),
  total_item_count: v.number(),
  total_pages: v.number(),
})

/**
 * Runs a task on the text of a response. It depends on no state of the gateway, so it can run in a worker thread.
 *
 * @throws ButlrError if the text is not JSON, is nested too deeply, or is not the expected response
 */
export function runTask(task: AnswerTask, text: string): TaskResult {
  try {
    return toTaskResult(task, JSON.parse(text))
  } catch (error) {
    // Omits the parser's message, which quotes the response.
    throw error instanceof ButlrError ? error : new ButlrError('unreadable')
  }
}

function toTaskResult(task: AnswerTask, answer: unknown): TaskResult {
  switch (task.kind) {
    case 'report': {
      const report = requireReport(answer, task.depth)
      const readings = task.readings && { readings: pickMetrics(parseGroupedReadings(report)) }
      const { samplesUntil: until } = task
      const samples = until !== undefined && { samples: parseSamples(report.data, until) }
      const complete = !report.incomplete
      return { json: toPageReport(report, answer), complete, ...readings, ...samples }
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

/** Serialises a report for the page without any other field of the response. */
function toPageReport({ data, incomplete }: Report, answer: unknown): string {
  const pages = v.safeParse(v.object({ page_info: PageInfo }), answer)
  return JSON.stringify({
    data,
    ...(pages.success && pages.output),
    ...(incomplete && { incomplete }),
  })
}

/** Reduces leaves to `last` (the count) and `min` (0 if the sensor reported a zero). A malformed leaf stays null. */
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

/** Decodes UTF-8. */
export function decodeText(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8')
}
