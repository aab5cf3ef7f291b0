/** Sites, buildings, floors, rooms, zones and tags in GraphQL's schema language. */
export const placeTypes = /* GraphQL */ `
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
    capacity: Capacity
    area: Area
    coordinates: [[Float!]!]
    rotation: Float
    metadata: MetaData
    note: String
    customID: String
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
    capacity: Capacity
    area: Area
    coordinates: [[Float!]!]
    rotation: Float
    metadata: MetaData
    note: String
    customID: String
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
