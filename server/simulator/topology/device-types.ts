export const deviceTypes = /* GraphQL */ `
  type Sensor {
    id: ID!
    sensor_id: String @deprecated(reason: "Use id.")
    name: String
    mac_address: String
    mode: String
    model: String
    floor_id: String
    floorID: String!
    room_id: String
    roomID: String!
    hive_id: String
    hiveID: String!
    hive_serial: String
    is_online: Boolean
    is_streaming: Boolean
    is_entrance: Boolean
    height: Float
    center: [Float!]
    orientation: [Float!]
    field_of_view: Float
    door_line: Float
    in_direction: Int
    parallel_to_door: Boolean
    sensitivity: Float
    power_type: String
    last_heartbeat: Int
    last_raw_message: Int
    last_occupancy_message: Int
    last_battery_change_date: String
    next_battery_change_date: String
    battery_change_by_date: String
    sensor_serial: String
    installation_status: String
    metadata: MetaData
    note: String
  }

  type Hive {
    id: ID!
    name: String
    serialNumber: String
    floor_id: String
    floorID: String
    room_id: String
    roomID: String
    isOnline: Boolean
    is_online: Boolean
    isStreaming: Boolean
    is_streaming: Boolean
    lastHeartbeat: Int
    last_heartbeat: Int
    netPathStability: Float
    net_path_stability: Float
    hiveVersion: String
    hiveType: String
    coordinates: [Float!]
    installed: Boolean
    metadata: MetaData
    note: String
    sensors: [Sensor!]
  }
`
