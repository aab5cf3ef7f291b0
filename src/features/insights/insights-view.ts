import type { Site, Topology } from '#src/domain/topology/topology.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { HttpError } from '#src/contract/errors.ts'
import type { InsightsQuery } from '#src/contract/insights.ts'
import { comparisonRange, rangePeriod, type Period } from '#src/domain/history/ranges.ts'
import { rightSizePeriod, type RightSizeRule } from '#src/domain/insights/right-size.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { formatIsoPeriod, periodDetails } from '#src/format/export-heading.ts'
import { formatDays } from '#src/format/periods.ts'
import { placeNames } from '#src/format/place-names.ts'
import type { ExportHeading } from '#src/lib/csv.ts'
import { exportTitle, location } from '#messages/export.ts'
import { insights } from '#messages/app.ts'
import * as text from '#messages/insights.ts'
import type { InsightsRoom, RoomIds } from './insights-rooms.ts'
import type { InsightsParams } from './insights-params.ts'

/** A period, its dates such as `27 Oct – 25 Nov`, and the request for the figures of the rooms over it. */
export type InsightsPeriod = { period: Period; dates: string; query: InsightsQuery }

/** What the sections of the page show. */
export type InsightsView = InsightsPeriod & {
  /** The rooms that match the location and the filters. */
  rooms: readonly InsightsRoom[]
  /** IDs of the rooms whose size is assessed. */
  judgedIds: string[]
  roomsById: ReadonlyMap<string, InsightsRoom>
  /** The sites of the rooms. */
  sites: readonly Pick<Site, 'id' | 'name'>[]
  zone: TimeZone
  /** The beginning of the current day, in Unix milliseconds. */
  today: number
  /** The thresholds by which sizes are assessed. */
  rule: RightSizeRule
  /** The earlier period to compare with; null if the page does not compare. */
  before: InsightsPeriod | null
  /** The eight weeks up to yesterday over which sizes are assessed. */
  eightWeeks: InsightsPeriod
  exportHeading: ExportHeading
}

/** Returns what the page shows. */
export function createInsightsView(
  rooms: readonly InsightsRoom[],
  ids: RoomIds,
  params: Pick<InsightsParams, 'range' | 'isCompared' | 'place' | 'kind' | 'tags'>,
  topology: Topology | undefined,
  { zone, today, rule }: Pick<InsightsView, 'zone' | 'today' | 'rule'>,
): InsightsView {
  const toPeriod = (period: Period): InsightsPeriod => ({
    period,
    dates: formatDays(period.from, period.to, zone, today),
    query: { ...period, rooms: ids.all },
  })
  const before = params.isCompared ? comparisonRange(params.range, today, zone) : null
  const selected = toPeriod(rangePeriod(params.range, today, zone))
  return {
    ...selected,
    rooms,
    judgedIds: ids.judged,
    roomsById: new Map(rooms.map((room) => [room.id, room])),
    sites: listSites(rooms, topology),
    zone,
    today,
    rule,
    before: before && toPeriod(rangePeriod(before, today, zone)),
    eightWeeks: toPeriod(rightSizePeriod(today, zone)),
    exportHeading: toExportHeading(params, topology, selected, rooms, zone),
  }
}

function listSites(rooms: readonly InsightsRoom[], topology: Topology | undefined) {
  const ids = new Set(rooms.flatMap(({ places }) => places))
  return (topology?.sites ?? [])
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }) => ({ id, name: nameOrId(name, id) }))
}

function toExportHeading(
  { place, kind, tags }: Pick<InsightsParams, 'place' | 'kind' | 'tags'>,
  topology: Topology | undefined,
  { period }: InsightsPeriod,
  rooms: readonly InsightsRoom[],
  zone: TimeZone,
): ExportHeading {
  const places = placeNames(topology, place)
  const names = tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id))
  const filters = [...(kind === null ? [] : [kind]), ...names]
  return {
    title: exportTitle([insights, ...places], [...filters, formatIsoPeriod(period, zone)]),
    details: [
      [location, places.join(', ')],
      ...periodDetails(period, [zone, ...rooms.map((room) => room.zone)]),
      ...(kind === null ? [] : [[text.exportKind, kind] as const]),
      ...(names.length === 0 ? [] : [[text.exportTags, names.join(', ')] as const]),
      [text.exportRooms, rooms.length],
    ],
  }
}

/** Returns the heading of an export that also contains values of the earlier period. */
export function withComparison({ exportHeading, before, zone }: InsightsView): ExportHeading {
  if (before === null) return exportHeading
  const compared = [text.exportCompared, formatIsoPeriod(before.period, zone)] as const
  return { ...exportHeading, details: [...exportHeading.details, compared] }
}

/** Returns why a request of the page failed, as a sentence. */
export function describeInsightsError(error: unknown): string {
  const code = error instanceof HttpError ? error.details?.code : undefined
  if (code === 'history_unavailable') return text.historyUnavailable
  if (code === 'invalid_request') return text.periodRejected
  return describePollError(error)
}
