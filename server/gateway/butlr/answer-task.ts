import * as v from 'valibot'
import { normalizeMac } from '#src/contract/butlr-values.ts'
import { readReportBody, type ReportBody } from '#src/contract/report-body.ts'
import { type DocumentName, PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import type { HistoryBuilding } from '#src/domain/history/minutes.ts'
import type { SamplesByKey } from '#src/domain/readings/history.ts'
import { parseSamples } from '#src/domain/readings/samples.ts'
import {
  buildBoardDocument,
  type BoardDocument,
  type BoardSettings,
} from '#server/gateway/displays/board-document.ts'
import { fillPlaces, fillSensors } from '#server/gateway/displays/complete-topology.ts'
import { toHistoryBuildings } from '#server/gateway/history/history-buildings.ts'
import { textTag } from '#server/gateway/http/compressed-body.ts'
import { parseSensorDirectory, roomsOfSensors } from '#src/domain/topology/sensor-directory.ts'
import { findPlaceUncertainty } from '#server/gateway/topology/list-gaps.ts'
import { parseTopologyAnswer } from '#server/gateway/topology/topology-answer.ts'
import { PlacesSummary, type TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import { ButlrError, fromBodyError } from './butlr-error.ts'
import { type ReadingColumns, toReadingColumns } from './reading-columns.ts'

/** JSON text as UTF-8, in pieces. */
export type JsonBytes = Uint8Array<ArrayBuffer>[]

/**
 * A task on JSON that may be large:
 * - `report`: returns a report as the page receives it; if `readings` is set, also its counts by room and sensor; if
 *   `samplesUntil` (Unix milliseconds) is set, also its samples by MAC address up to that time. `depth` is the depth
 *   of its leaves (`leafDepth`);
 * - `readings`: returns the counts of the live report by room and sensor;
 * - `room-ids`: returns the rooms in the live report;
 * - `topology`: returns the page's response for a document; `asOf` is in Unix milliseconds;
 * - `complete-topology`: returns a document (the first input) plus the records that only an older document (the second
 *   input) contains; null if there are none. `now` is in Unix milliseconds;
 * - `history-topology`: returns the topology as the history stores it; the inputs are the documents of `places` and
 *   `sensors`;
 * - `board`: returns a board as sent to displays; the inputs are the documents of `places` and `sensors`. Their tags
 *   identify them, so that they are parsed once for many boards; a null tag means that the document is unknown.
 */
export type AnswerTask =
  | { kind: 'report'; depth: number | null; readings?: boolean; samplesUntil?: number }
  | { kind: 'readings' }
  | { kind: 'room-ids' }
  | { kind: 'topology'; document: DocumentName; asOf: number }
  | { kind: 'complete-topology'; document: DocumentName; now: number }
  | { kind: 'history-topology'; overrides: Overrides | null }
  | {
      kind: 'board'
      settings: BoardSettings
      tags: { places: string | null; sensors: string | null }
    }

/** `complete` is false if parts of the topology or the report are missing. */
export type TaskResult =
  | {
      kind: 'report'
      json: Uint8Array<ArrayBuffer>
      complete: boolean
      readings: ReadingColumns | null
      samples: SamplesByKey | null
    }
  | { kind: 'readings'; readings: ReadingColumns; complete: boolean }
  | { kind: 'room-ids'; ids: readonly string[] }
  | { kind: 'topology'; document: TopologyDocument; complete: boolean }
  | { kind: 'complete-topology'; document: TopologyDocument | null }
  | { kind: 'history-topology'; buildings: readonly HistoryBuilding[] }
  | { kind: 'board'; board: BoardDocument }

/**
 * Runs a task on its JSON inputs. Uses no state of the gateway, so that it can run in a worker thread.
 *
 * @throws ButlrError if an input is not JSON, is nested too deeply, or is not the expected response
 */
export function runTask(task: AnswerTask, texts: readonly JsonBytes[]): TaskResult {
  try {
    return toTaskResult(task, texts)
  } catch (error) {
    // Omits the parser's message, which quotes the response.
    throw error instanceof ButlrError ? error : new ButlrError('unreadable')
  }
}

function toTaskResult(
  task: AnswerTask,
  [first = [], second = []]: readonly JsonBytes[],
): TaskResult {
  switch (task.kind) {
    case 'report': {
      const answer = parseJson(first)
      const report = requireReport(answer, task.depth)
      const readings = task.readings === true ? toReadingColumns(report.data) : null
      const { samplesUntil: until } = task
      const samples = until === undefined ? null : parseSamples(report.data, until, normalizeMac)
      const json = encodeJson(toPageReport(report, answer))
      return { kind: 'report', json, complete: !report.incomplete, readings, samples }
    }
    case 'readings': {
      const { data, incomplete } = requireReport(parseJson(first), livePollDepth)
      return { kind: 'readings', readings: toReadingColumns(data), complete: !incomplete }
    }
    case 'room-ids': {
      const { data } = requireReport(parseJson(first), livePollDepth)
      return { kind: 'room-ids', ids: toReadingColumns(data).rooms }
    }
    case 'topology': {
      const { document, asOf } = task
      const answer = parseJson(first)
      const topology = { ...parseTopologyAnswer(document, answer, asOf), asOf }
      const uncertainty = document === 'places' ? findPlaceUncertainty(answer) : {}
      const complete = topology.missing.length === 0
      return { kind: 'topology', document: toDocument({ ...topology, ...uncertainty }), complete }
    }
    case 'complete-topology': {
      const filled =
        task.document === 'places'
          ? fillPlaces(parsePlaces(first), parsePlaces(second))
          : fillSensors(parseSensors(first), parseSensors(second), task.now)
      return { kind: 'complete-topology', document: filled && toDocument(filled) }
    }
    case 'history-topology': {
      const { kind, overrides } = task
      const buildings = toHistoryBuildings(parsePlaces(first), parseSensors(second), overrides)
      return { kind, buildings }
    }
    case 'board': {
      const { settings, tags } = task
      const places = tags.places === null ? null : placesByTag(tags.places, first)
      const sensors = tags.sensors === null ? null : sensorsByTag(tags.sensors, second)
      return { kind: 'board', board: buildBoardDocument(settings, places, sensors) }
    }
  }
}

/** Parses JSON. No other code of the gateway parses JSON that may be large. */
function parseJson(bytes: JsonBytes): unknown {
  return JSON.parse(decodeText(bytes))
}

function encodeJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}

const parsePlaces = (bytes: JsonBytes) => v.parse(PlacesResponse, parseJson(bytes))
const parseSensors = (bytes: JsonBytes) => v.parse(SensorsResponse, parseJson(bytes))
const placesByTag = cacheLast(parsePlaces)
const sensorsByTag = cacheLast(parseSensors)

/** Returns a function that parses a document, or returns the last result if the tag is the same. */
function cacheLast<T>(parse: (bytes: JsonBytes) => T): (tag: string, bytes: JsonBytes) => T {
  let last: { tag: string; value: T } | null = null
  return (tag, bytes) => {
    if (last?.tag !== tag) last = { tag, value: parse(bytes) }
    return last.value
  }
}

function toDocument(topology: PlacesResponse | SensorsResponse): TopologyDocument {
  const json = encodeJson(topology)
  const places = 'sites' in topology ? topology : { ...topology, sites: [] }
  const directory = 'sensors' in topology ? parseSensorDirectory(topology) : undefined
  return {
    json,
    tag: textTag(json),
    summary: { ...v.parse(PlacesSummary, places), sensorRooms: roomsOfSensors(directory) },
  }
}

type Report = Extract<ReportBody, { kind: 'report' }>

/** Number of keys by which the live poll is grouped: room and sensor. */
const livePollDepth = 2

/** Returns the report in a response body. Throws `ButlrError` if the body reports an error or is not a report. */
function requireReport(answer: unknown, depth: number | null): Report {
  const body = readReportBody(answer, depth)
  if (body.kind === 'error') throw fromBodyError(body)
  if (body.kind === 'unreadable') throw new ButlrError('unreadable')
  return body
}

const PageInfo = v.object({
  page: v.number(),
  page_item_count: v.number(),
  total_item_count: v.number(),
  total_pages: v.number(),
})

/** Selects the fields of a report that the page receives. */
function toPageReport({ data, incomplete }: Report, answer: unknown) {
  const pages = v.safeParse(v.object({ page_info: PageInfo }), answer)
  return { data, ...(pages.success && pages.output), ...(incomplete && { incomplete }) }
}

export function decodeText(pieces: readonly Uint8Array[]): string {
  return Buffer.concat(pieces).toString('utf8')
}
