import { assertObjectType, type GraphQLField } from 'graphql'
import { expect, test } from 'vitest'
import { topologySchema } from './schema.ts'

/** The known fields of Butlr's topology API, by type, with `!` only where it is known that the value is never null. */
const documentedFields = {
  Site: `id: ID!, name: String, timezone: String, siteNumber: Int, customID: String, org_id: String,
    buildings: [Building]`,
  Building: `id: ID!, name: String, site_id: String, building_number: Int, buildingNumber: Int, capacity: Capacity,
    address: Address, customID: String, floors: [Floor], site: Site`,
  Floor: `id: ID!, name: String, building_id: String, floorNumber: Int, timezone: String, installation_date: Int,
    installation_status: String, capacity: Capacity, area: Area, metadata: MetaData, customID: String, rooms: [Room],
    zones: [Zone], sensors: [Sensor], hives: [Hive], floor_plans: [FloorPlan], tags: [Tag],
    last_battery_change_date: String, next_battery_change_date: String, building: Building, floor_id: String,
    buildingId: String, client_id: String`,
  Room: `id: ID!, name: String, floor_id: String, floorID: String, roomType: String, capacity: Capacity, area: Area,
    coordinates: [[Float]], rotation: Float, note: String, customID: String, tags: [Tag], sensors: [Sensor],
    floor: Floor, pir_zero_enable: Boolean, pir_zero_threshold: Float, pir_zero_window: Int, room_id: String,
    client_id: String`,
  Zone: `id: ID!, name: String, floor_id: String, floorID: String, room_id: String, roomID: String,
    capacity: Capacity, area: Area, coordinates: [[Float]], rotation: Float, note: String, customID: String,
    sensors: [Sensor], tags: [Tag], zone_id: String`,
  Sensor: `id: ID!, sensor_id: String, name: String, mac_address: String, mode: String, model: String,
    floor_id: String, floorID: String!, room_id: String, roomID: String!, hive_id: String, hiveID: String!,
    hive_serial: String, is_online: Boolean, is_streaming: Boolean, is_entrance: Boolean, height: Float,
    center: [Float], orientation: [Float], field_of_view: Float, door_line: Float, in_direction: Int,
    parallel_to_door: Boolean, sensitivity: Float, power_type: String, last_heartbeat: Int, last_raw_message: Int,
    last_occupancy_message: Int, last_battery_change_date: String, next_battery_change_date: String,
    battery_change_by_date: String, sensor_serial: String, installation_status: String, note: String`,
  Hive: `id: ID!, name: String, serialNumber: String, floor_id: String, floorID: String, room_id: String,
    roomID: String, isOnline: Boolean, isStreaming: Boolean, lastHeartbeat: Int, netPathStability: Float,
    hiveVersion: String, hiveType: String, coordinates: [Float], installed: Boolean, note: String, sensors: [Sensor]`,
  Tag: 'id: ID!, name: String, organization_id: String, rooms: [Room], zones: [Zone], floors: [Floor]',
  Capacity: 'max: Int, mid: Int',
  Area: 'value: Float, unit: String',
  Address: 'lines: [String], country: String',
  MetaData: 'created_at: Float, updated_at: Float, deleted_at: Float',
  FloorPlan: 'floor_plan_id: String, name: String, url: String, coordinates: [[Float]]',
  Group: 'name: String, group_id: String, ids: [String]',
  Sites: 'data: [Site]',
  Buildings: 'data: [Building]',
  Floors: 'data: [Floor]',
  Rooms: 'data: [Room]',
  Zones: 'data: [Zone]',
  Sensors: 'data: [Sensor]',
  Hives: 'data: [Hive]',
  Groups: 'data: [Group]',
}

/** The known queries, and nested lists with arguments. Lists are in an object with `data`, except tags and webhooks. */
const documentedArguments = {
  Query: [
    'sites(): Sites',
    'buildings(): Buildings',
    'floors(ids: [String]): Floors',
    'rooms(ids: [String]): Rooms',
    'zones(ids: [String]): Zones',
    'site(id: ID, customID: String): Site',
    'building(id: ID, customID: String): Building',
    'floor(id: ID, customID: String): Floor',
    'room(id: ID, customID: String): Room',
    'zone(id: ID, customID: String): Zone',
    'sensors(ids: [String], mac_addresses: [String], floor_ids: [String], room_ids: [String], hive_ids: [String], hive_serials: [String]): Sensors',
    'hives(ids: [String], serial_numbers: [String], returnPlaceholders: Boolean): Hives',
    'tags(ids: [String]): [Tag]',
    'roomsByTag(tagIDs: [String], useOR: Boolean): Rooms',
    'floorsByTag(tagIDs: [String], useOR: Boolean): Floors',
    'zonesByTag(tagIDs: [String], useOR: Boolean): Zones',
    'groups(): Groups',
    'webhooks(): [Webhook]',
  ],
  Floor: ['rooms(ids: [String]): [Room]', 'zones(ids: [String]): [Zone]'],
}

const fieldsOf = (type: string) => assertObjectType(topologySchema.getType(type)).getFields()
/** Formats a type without the `!` that the simulator adds to the items of its lists. */
const formatType = ({ type }: { type: { toString: () => string } }) => {
  const text = String(type)
  return text.startsWith('[') ? text.replaceAll('!', '') : text
}

test.each(Object.entries(documentedFields))('%s has all documented fields', (type, documented) => {
  const fields = fieldsOf(type)
  const expected = documented.split(/,\s+/)
  const actual = expected.map((line) => {
    const name = line.split(':')[0] ?? ''
    const field = fields[name]
    return field === undefined ? `no ${name}` : `${name}: ${formatType(field)}`
  })
  expect(actual).toEqual(expected)
})

test.each(Object.entries(documentedArguments))(
  'the lists and single items of %s accept all documented arguments',
  (type, documented) => {
    const fields = fieldsOf(type)
    const formatField = (field: GraphQLField<unknown, unknown>, wanted: string) => {
      const args = field.args
        .filter(({ name }) => wanted.includes(`${name}: `))
        .map((arg) => `${arg.name}: ${formatType(arg)}`)
      return `${field.name}(${args.join(', ')}): ${formatType(field)}`
    }
    const actual = documented.map((wanted) => {
      const field = fields[wanted.split('(')[0] ?? '']
      return field === undefined ? `no ${wanted}` : formatField(field, wanted)
    })
    expect(actual).toEqual(documented)
  },
)
