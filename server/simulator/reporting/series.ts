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

/** What a series is of; what does not apply is an empty text, never null (Butlr API notes, flat rows). */
export type SeriesLabels = Record<LabelName, string>

/** Whether a word names a label, so that it can group an answer. */
export function isLabelName(name: string): name is LabelName {
  return labelNames.some((label) => label === name)
}

/** What a series is of, and the IANA zone of its site. */
export type SeriesIdentity = { labels: SeriesLabels; zone: string }

export type SeriesPlace = { floor: Floor; room?: Room | null; zone?: Zone; sensor?: Sensor }

/** Identifies the series of a floor, or of something on it. */
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

/** The events of one thing that is measured. Instants are Unix seconds; `to` is never included. */
export type Series = SeriesIdentity & {
  /** Every event in order of time. */
  eachEvent: (from: number, to: number, visit: (instant: number, value: number) => void) => void
  /** The same events, those of the same value that follow one another at once. */
  eachRun: (from: number, to: number, visit: (value: number, count: number) => void) => void
}

/** A series that is cheap enough to visit event by event. */
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
