import {
  zoneOf,
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
export type Labels = Record<LabelName, string>

/** Whether a word names a label, so that it can group an answer. */
export function isLabel(name: string): name is LabelName {
  return labelNames.some((label) => label === name)
}

/** What a series is of, and the IANA zone of its site. */
export type Identity = { labels: Labels; zone: string }

export type Place = { floor: Floor; room?: Room | null; zone?: Zone; sensor?: Sensor }

/** Identifies the series of a floor, or of something on it. */
export function identify(what: { measurement: string; field: string }, place: Place): Identity {
  const { floor, room, zone, sensor } = place
  const labels = {
    field: what.field,
    measurement: what.measurement,
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
  return { labels, zone: zoneOf(floor) }
}
