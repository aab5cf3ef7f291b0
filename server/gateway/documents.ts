import type { DocumentName } from '#src/topology/contract.ts'

/**
 * The only GraphQL that the gateway ever sends: read-only, constant text. Snake-case ids throughout, because their
 * camel-case twins fail in Butlr when the value is null (Butlr API notes, known quirks).
 */
export const documents: Record<DocumentName, string> = {
  places: `query HeadroomPlaces {
  sites {
    data {
      id
      name
      timezone
      buildings {
        id
        name
        building_number
        floors {
          id
          name
          floorNumber
          timezone
          rooms {
            id
            name
            floor_id
            roomType
            capacity { max mid }
            coordinates
            rotation
            tags { id name }
          }
          zones {
            id
            name
            room_id
            capacity { max mid }
            coordinates
          }
        }
      }
    }
  }
}`,
  sensors: `query HeadroomSensors {
  sensors {
    data {
      id
      name
      mac_address
      mode
      model
      floor_id
      room_id
      hive_id
      hive_serial
      is_online
      last_heartbeat
      last_occupancy_message
      installation_status
      center
    }
  }
}`,
}
