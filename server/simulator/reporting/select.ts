import type { Topology } from '#server/simulator/building/topology.ts'
import type { LabelName } from './labels.ts'
import type { ReportingBody } from './reporting-request.ts'
import type { Series } from './series.ts'

type Filter = ReportingBody['filter']

/** Filters that compare one label: what they are called in a request, and which label they mean. */
const labelFilters = [
  ['rooms', 'room_id'],
  ['spaces', 'space_id'],
  ['zones', 'zone_id'],
  ['buildings', 'building_id'],
  ['hives', 'hive_id'],
] as const satisfies [keyof Filter, LabelName][]

/** The series that a filter selects; with tags, once for each of the selected tags that their room carries. */
export function selectSeries(all: Series[], filter: Filter, topology: Topology): Series[] {
  let selected = all
  for (const [name, label] of labelFilters) {
    const ids = idSet(filter[name])
    if (ids !== null) selected = selected.filter(({ labels }) => ids.has(labels[label]))
  }
  const sensors = idSet(filter.sensors)
  if (sensors !== null) {
    selected = selected.filter(
      ({ labels }) => sensors.has(labels.sensor_id) || sensors.has(labels.mac_address),
    )
  }
  const sites = idSet(filter.clients)
  if (sites !== null) {
    const buildings = new Set(
      topology.buildings.filter(({ site }) => sites.has(site.id)).map(({ id }) => id),
    )
    selected = selected.filter(({ labels }) => buildings.has(labels.building_id))
  }
  const tags = idSet(filter.tags)
  return tags === null ? selected : withTags(selected, tags, topology)
}

function idSet(selection: Filter['rooms']): Set<string> | null {
  return selection === null || selection === undefined ? null : new Set(selection.eq)
}

function withTags(series: Series[], ids: Set<string>, topology: Topology): Series[] {
  return topology.tags
    .filter((tag) => ids.has(tag.id))
    .flatMap((tag) => {
      const rooms = new Set(tag.rooms.map((room) => room.id))
      return series
        .filter(({ labels }) => rooms.has(labels.room_id))
        .map((one) => ({ ...one, labels: { ...one.labels, tag_id: tag.id } }))
    })
}
