import type { DocumentName } from '#src/contract/topology.ts'

/** What occupancy needs of a sensor. */
const sensorFields = `id
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
      center`

/** The smallest query that Butlr answers only to a token that it takes. */
export const sessionCheckDocument = '{ sites { data { id } } }'

/** Asked apart from `places`, so that an account that may not read it keeps everything else. */
export const organisationDocument = `query HeadroomOrganisation {
  sites {
    data {
      id
      org_id
    }
  }
}`

/**
 * The GraphQL that pages ask for by name. All that the gateway ever sends is in this file: read-only, constant text. Snake-case ids throughout, because their
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
        floors {
          id
          name
          floorNumber
          tags { id name }
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
            room_id
            tags { id name }
          }
        }
      }
    }
  }
}`,
  sensors: `query HeadroomSensors {
  sensors {
    data {
      ${sensorFields}
      power_type
      battery_change_by_date
    }
  }
  hives {
    data {
      id
      name
      serialNumber
      floor_id
      isOnline
      lastHeartbeat
      netPathStability
    }
  }
}`,
}

/** Asked for where Butlr refuses the whole of `sensors`, as it may to credentials that may not read hives. */
export const sensorsAlone = `query HeadroomSensorsAlone {
  sensors {
    data {
      ${sensorFields}
    }
  }
}`
