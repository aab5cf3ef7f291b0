import { isId, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { ButlrError } from './butlr-error.ts'
import { isObject } from '#server/gateway/topology/graphql-answer.ts'
import type { GroupedReadings } from '#server/gateway/displays/board-readings.ts'
import * as v from 'valibot'
import type { DocumentName } from '#src/contract/topology.ts'
import { findPlaceUncertainty } from '#server/gateway/topology/list-gaps.ts'
import { parseTopologyAnswer } from '#server/gateway/topology/topology-answer.ts'

/**
 * Reads an answer grouped by room and sensor, leniently: of a malformed sensor null is left, of a malformed room that it
 * is one. Only numbers are kept of a sensor's metrics. Throws `ButlrError` when nothing of it is grouped.
 */
function parseGroupedReadings(answer: unknown): GroupedReadings {
  const data = isObject(answer) ? (answer['data'] ?? {}) : null
  if (isEmptyList(data)) return {}
  if (!isObject(data)) throw new ButlrError('unreadable')
  return mapEntries(data, parseSensors)
}

function parseSensors(sensors: unknown): GroupedReadings[string] {
  if (sensors === null || isEmptyList(sensors)) return {}
  if (!isObject(sensors)) return { [wholeRoomKey]: null }
  return mapEntries(sensors, pickNumbers, (mac) => mac.toLowerCase())
}

function pickNumbers(metrics: unknown): Record<string, number> | null {
  if (!isObject(metrics)) return null
  const numbers = Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(numbers)
}

/** Empty answers come as `{}`, `{"data": {}}`, `{"data": []}` or `{"data": null}` (Butlr API notes, known quirks). */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function mapEntries<T>(
  record: Record<string, unknown>,
  map: (value: unknown) => T,
  keyOf = (key: string) => key,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (isId(key) ? [[keyOf(key), map(value)]] : [])),
  )
}

/**
 * What becomes of an answer of Butlr's:
 * - `report`: what of a report is passed on to the page, and with `readings` its readings by room and sensor;
 * - `topology`: the page's answer to a document, as of a moment in epoch milliseconds;
 * - `readings`: all current readings, by room and sensor, with the metrics that displays are made from.
 */
export type AnswerTask =
  | { kind: 'report'; readings?: boolean }
  | { kind: 'topology'; document: DocumentName; asOf: number }
  | { kind: 'readings' }

/** The result as JSON. `complete` is false where parts of a topology are missing. */
export type TaskResult = { json: string; complete: boolean; readings?: GroupedReadings }

const PageInfo = v.object({
  page: v.number(),
  page_item_count: v.number(),
  total_item_count: v.number(),
  total_pages: v.number(),
})
/** Everything else that Butlr may send stays here. */
const Report = v.object({
  data: v.optional(v.unknown()),
  page_info: v.fallback(v.optional(PageInfo), undefined),
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
      const json = JSON.stringify(parseObject(Report, answer))
      return { json, complete: true, ...(task.readings && { readings: readingsOrEmpty(answer) }) }
    }
    case 'topology': {
      const topology = parseTopologyAnswer(task.document, answer, task.asOf)
      const uncertainty = task.document === 'places' ? findPlaceUncertainty(answer) : {}
      const json = JSON.stringify({ ...topology, ...uncertainty, asOf: task.asOf })
      return { json, complete: topology.missing.length === 0 }
    }
    case 'readings':
      return { json: JSON.stringify(pickMetrics(parseGroupedReadings(answer))), complete: true }
  }
}

/** The readings of a report; none where the page will say that it cannot read them. */
function readingsOrEmpty(answer: unknown): GroupedReadings {
  try {
    return pickMetrics(parseGroupedReadings(answer))
  } catch (error) {
    if (error instanceof ButlrError) return {}
    throw error
  }
}

/** An answer that is an object and no list. */
function parseObject<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  answer: unknown,
): v.InferOutput<TSchema> {
  const parsed = v.safeParse(schema, answer)
  if (!parsed.success || Array.isArray(answer)) throw new ButlrError('unreadable')
  return parsed.output
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
