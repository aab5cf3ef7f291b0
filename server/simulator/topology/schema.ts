import { buildSchema } from 'graphql'
import { deviceTypes } from './schema-devices.ts'
import { placeTypes } from './schema-places.ts'

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
  }

  type Sites {
    data: [Site!]
  }
  type Buildings {
    data: [Building!]
  }
  type Floors {
    data: [Floor!]
  }
  type Rooms {
    data: [Room!]
  }
  type Zones {
    data: [Zone!]
  }
  type Sensors {
    data: [Sensor!]
  }
  type Hives {
    data: [Hive!]
  }
  type Groups {
    data: [Group!]
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

/**
 * The known queries and fields of Butlr's topology, with the types that its clients declare: lists take ids as
 * `[String!]`, single places take `id: ID`. There are no mutations, so clients can only read. As at Butlr, the
 * camel-case ids of a sensor (`floorID`, `roomID`, `hiveID`) fail when the value is null.
 */
export const topologySchema = buildSchema(queries + placeTypes + deviceTypes)
