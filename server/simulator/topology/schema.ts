import { buildSchema } from 'graphql'
import { deviceTypes } from './device-types.ts'

/** The fields that rooms and zones have in common. */
const spaceFields = /* GraphQL */ `
    capacity: Capacity
    area: Area
    coordinates: [[Float!]!]
    rotation: Float
    metadata: MetaData
    note: String
    customID: String
`

const placeTypes = /* GraphQL */ `
  type Site {
    id: ID!
    name: String
    timezone: String
    siteNumber: Int
    customID: String
    org_id: String
    buildings: [Building!]
  }

  type Building {
    id: ID!
    name: String
    site_id: String
    building_number: Int
    buildingNumber: Int @deprecated(reason: "Use building_number.")
    capacity: Capacity
    address: Address
    customID: String
    floors: [Floor!]
    site: Site
  }

  type Floor {
    id: ID!
    floor_id: String
    name: String
    building_id: String
    buildingId: String
    client_id: String
    floorNumber: Int
    timezone: String
    installation_date: Int
    installation_status: String
    capacity: Capacity
    area: Area
    metadata: MetaData
    customID: String
    rooms(ids: [String!]): [Room!]
    zones(ids: [String!]): [Zone!]
    sensors: [Sensor!]
    hives: [Hive!]
    floor_plans: [FloorPlan!]
    tags: [Tag!]
    last_battery_change_date: String
    next_battery_change_date: String
    building: Building
  }

  type Room {
    id: ID!
    room_id: String
    client_id: String
    name: String
    floor_id: String
    floorID: String
    roomType: String
    ${spaceFields}
    tags: [Tag!]
    sensors: [Sensor!]
    floor: Floor
    pir_zero_enable: Boolean
    pir_zero_threshold: Float
    pir_zero_window: Int
  }

  type Zone {
    id: ID!
    zone_id: String
    client_id: String
    name: String
    floor_id: String
    floorID: String
    room_id: String
    roomID: String
    ${spaceFields}
    sensors: [Sensor!]
    tags: [Tag!]
    floor: Floor
  }

  type Tag {
    id: ID!
    name: String
    organization_id: String
    rooms: [Room!]
    zones: [Zone!]
    floors: [Floor!]
  }
`

const queries = /* GraphQL */ `
  type Query {
    sites(ids: [String!]): Sites
    site(id: ID, customID: String): Site
    buildings(ids: [String!]): Buildings
    building(id: ID, customID: String): Building
    floors(ids: [String!]): Floors
    floor(id: ID, customID: String): Floor
    rooms(ids: [String!]): Rooms
    room(id: ID, customID: String): Room
    zones(ids: [String!]): Zones
    zone(id: ID, customID: String): Zone
    sensors(
      ids: [String!]
      mac_addresses: [String!]
      floor_ids: [String!]
      room_ids: [String!]
      hive_ids: [String!]
      hive_serials: [String!]
    ): Sensors
    hives(ids: [String!], serial_numbers: [String!], returnPlaceholders: Boolean): Hives
    tags(ids: [String!]): [Tag!]
    roomsByTag(tagIDs: [String!], useOR: Boolean): Rooms
    floorsByTag(tagIDs: [String!], useOR: Boolean): Floors
    zonesByTag(tagIDs: [String!], useOR: Boolean): Zones
    groups: Groups
    webhooks: [Webhook!]
  }

  type Webhook {
    id: ID!
    type: String
    url: String
    http_timeout: Int
    send_on_value_change: Boolean
  }

  type Group {
    name: String
    group_id: String
    ids: [String!]
  }
  type Capacity {
    max: Int
    mid: Int
  }
  type Area {
    value: Float
    unit: String
  }
  type Address {
    lines: [String!]
    country: String
  }
  type MetaData {
    created_at: Float
    updated_at: Float
    deleted_at: Float
  }
  type FloorPlan {
    floor_plan_id: String
    name: String
    url: String
    coordinates: [[Float!]!]
  }
`

/** Butlr wraps each list in an object with the field `data`. */
const listTypes = ['Site', 'Building', 'Floor', 'Room', 'Zone', 'Sensor', 'Hive', 'Group']
  .map((name) => `type ${name}s { data: [${name}!] }`)
  .join('\n')

/**
 * The known queries and fields of Butlr's topology API, with the types that its clients declare: lists accept IDs as
 * `[String!]`, single locations accept `id: ID`. There are no mutations, so clients can only read. As in Butlr's API,
 * the camel-case IDs of a sensor (`floorID`, `roomID`, `hiveID`) cause an error when the value is null.
 */
export const topologySchema = buildSchema(queries + listTypes + placeTypes + deviceTypes)
