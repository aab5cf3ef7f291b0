import type { Topology } from '#server/simulator/building/topology.ts'
import type { LabelName, Series } from './series.ts'
import type { ReportingBody, ReportingQuery } from './reporting-query.ts'
import { buildFlatAnswer, buildGroupedAnswer } from './query-response.ts'
import { buildSeries, type QueryContext } from './build-series.ts'
import { assertWithinLimits } from './aggregation.ts'
import { assertShortMinuteSeries, assertWithinMaxBytes } from './response-limits.ts'

type Filter = ReportingBody['filter']

/** Filters that match a single label, as pairs of the filter's name in the request and the label. */
const labelFilters = [
  ['rooms', 'room_id'],
  ['spaces', 'space_id'],
  ['zones', 'zone_id'],
  ['buildings', 'building_id'],
  ['hives', 'hive_id'],
] as const satisfies [keyof Filter, LabelName][]

/** Returns the series that match a filter. With a tag filter, a series occurs once per requested tag of its room. */
function selectSeries(all: Series[], filter: Filter, topology: Topology): Series[] {
  let selected = all
  for (const [name, label] of labelFilters) {
    const ids = toIdSet(filter[name])
    if (ids !== null) selected = selected.filter(({ labels }) => ids.has(labels[label]))
  }
  const sensors = toIdSet(filter.sensors)
  if (sensors !== null) {
    selected = selected.filter(
      ({ labels }) => sensors.has(labels.sensor_id) || sensors.has(labels.mac_address),
    )
  }
  const sites = toIdSet(filter.clients)
  if (sites !== null) {
    const buildings = new Set(
      topology.buildings.filter(({ site }) => sites.has(site.id)).map(({ id }) => id),
    )
    selected = selected.filter(({ labels }) => buildings.has(labels.building_id))
  }
  const tags = toIdSet(filter.tags)
  return tags === null ? selected : filterByTags(selected, tags, topology)
}

function toIdSet(selection: Filter['rooms']): Set<string> | null {
  return selection === null || selection === undefined ? null : new Set(selection.eq)
}

function filterByTags(series: Series[], ids: Set<string>, topology: Topology): Series[] {
  return topology.tags
    .filter((tag) => ids.has(tag.id))
    .flatMap((tag) => {
      const rooms = new Set(tag.rooms.map((room) => room.id))
      return series
        .filter(({ labels }) => rooms.has(labels.room_id))
        .map((one) => ({ ...one, labels: { ...one.labels, tag_id: tag.id } }))
    })
}

/** Handles `POST /api/v3/reporting`: returns nested groups, or flat rows without `group_by.order`. */
export function runQuery(query: ReportingQuery, context: QueryContext): unknown {
  // `create_empty` includes zeros even if the simulator withholds them.
  const queryContext = { ...context, zeros: context.zeros || query.createEmpty }
  const series = query.measurements.flatMap((measurement) =>
    selectSeries(buildSeries(measurement, queryContext), query.filter, queryContext.topology),
  )
  assertWithinLimits(query, series.length)
  assertShortMinuteSeries(query)
  if (query.order === null) return buildFlatAnswer(series, query)
  const data = buildGroupedAnswer(series, query, query.order)
  assertWithinMaxBytes(data, query.order)
  return { data }
}
