import {
  floorTimeZone,
  type Floor,
  type Room,
  type Sensor,
  type Zone,
} from '#server/simulator/building/topology.ts'

const labelNames = [
  'field',
  'measurement',
  'tag_id',
  'building_id',
  'building_name',
  'space_id',
  'space_name',
  'room_id',
  'room_name',
  'zone_id',
  'zone_name',
  'hive_id',
  'hive_serial',
  'sensor_id',
  'mac_address',
] as const
export type LabelName = (typeof labelNames)[number]

/** The labels of a series. As in Butlr's API, a label that does not apply is an empty string, never null. */
export type SeriesLabels = Record<LabelName, string>

/** Returns whether a string is a label name, which `group_by.order` accepts. */
export function isLabelName(name: string): name is LabelName {
  return labelNames.some((label) => label === name)
}

/** The labels of a series, and the IANA time zone of its site. */
export type SeriesIdentity = { labels: SeriesLabels; zone: string }

export type SeriesPlace = { floor: Floor; room?: Room | null; zone?: Zone; sensor?: Sensor }

/** Returns the identity of a series of a floor, or of a room, zone or sensor on it. */
export function identifySeries(
  source: { measurement: string; field: string },
  place: SeriesPlace,
): SeriesIdentity {
  const { floor, room, zone, sensor } = place
  const labels = {
    field: source.field,
    measurement: source.measurement,
    tag_id: '',
    building_id: floor.building.id,
    building_name: floor.building.name,
    space_id: floor.id,
    space_name: floor.name,
    room_id: room?.id ?? '',
    room_name: room?.name ?? '',
    zone_id: zone?.id ?? '',
    zone_name: zone?.name ?? '',
    hive_id: sensor?.hive.id ?? '',
    hive_serial: sensor?.hive.serial ?? '',
    sensor_id: sensor?.id ?? '',
    mac_address: sensor?.mac ?? '',
  }
  return { labels, zone: floorTimeZone(floor) }
}

/** A time series of events, such as the counts of one sensor. Instants are Unix seconds; `to` is excluded. */
export type Series = SeriesIdentity & {
  /** Visits each event in chronological order. */
  eachEvent: (from: number, to: number, visit: (instant: number, value: number) => void) => void
  /** Visits the same events in runs: `count` consecutive events with the same value. */
  eachRun: (from: number, to: number, visit: (value: number, count: number) => void) => void
}

/** Creates a series with few events, which `eachRun` visits one by one. */
export function sparseSeries(identity: SeriesIdentity, eachEvent: Series['eachEvent']): Series {
  return {
    ...identity,
    eachEvent,
    eachRun: (from, to, visit) => {
      eachEvent(from, to, (_instant, value) => {
        visit(value, 1)
      })
    },
  }
}
