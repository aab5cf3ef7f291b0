import type { DocumentName } from '#src/contract/topology.ts'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import type { ButlrClient } from '#server/gateway/butlr/butlr-client.ts'
import { sessionRetryAfterKey, type Session } from '#server/gateway/auth/session.ts'
import { answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'
import type { AnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import type { CachedAnswer } from './account-cache.ts'

/** The fields in both queries for sensors, including all that occupancy needs. */
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

/** The smallest query that Butlr answers only with a valid token. */
export const sessionCheckQuery = '{ sites { data { id } } }'

/**
 * This query is separate from `places`, so that an account that may not read `org_id` can still read everything else.
 */
export const organisationQuery = `query HeadroomOrganisation {
  sites {
    data {
      id
      org_id
    }
  }
}`

/**
 * The GraphQL queries that pages request by name. This file contains all queries of the gateway; they are constant and
 * read-only. They use snake-case IDs, because Butlr's camel-case fields fail when the value is null
 * (docs/butlr-api.md).
 */
export const topologyQueries: Record<DocumentName, string> = {
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

/**
 * This query is used if Butlr rejects the whole `sensors` query, which can happen with credentials that may not read
 * hives.
 */
const sensorsOnlyQuery = `query HeadroomSensorsAlone {
  sensors {
    data {
      ${sensorFields}
    }
  }
}`

/** Loads one document from Butlr. Throws `ButlrError`. */
export type LoadTopology = (
  document: DocumentName,
  session: Session,
  signal: AbortSignal,
) => Promise<CachedAnswer>

/**
 * Creates a function that loads documents as pages receive them. If Butlr rejects the query for sensors and hives, the
 * function loads only the sensors, which suffice for occupancy.
 *
 * @param now Unix milliseconds
 */
export function createTopologyLoader(
  butlr: ButlrClient,
  read: AnswerReader,
  now: () => number,
): LoadTopology {
  const path = '/api/v3/graphql'
  return async function loadTopology(document, session, signal) {
    const { token } = session
    const account = sessionRetryAfterKey(session)
    const ask = async (query: string): Promise<CachedAnswer> => {
      let at = now()
      const reader = read(() => ({ kind: 'topology', document, asOf: (at = now()) }))
      const body = { query }
      const maxBytes = answerSizeLimits.topology
      const answer = await butlr({ path, body, token, account, signal, read: reader, maxBytes })
      return { document: answer.document, at, complete: answer.complete }
    }
    try {
      return await ask(topologyQueries[document])
    } catch (error) {
      if (document !== 'sensors' || !isQueryRefused(error)) throw error
      return ask(sensorsOnlyQuery)
    }
  }
}

/** Returns whether Butlr returned errors without data (status 200), or rejected the query (400). */
function isQueryRefused(error: unknown): boolean {
  if (!(error instanceof ButlrError) || error.reason !== 'status') return false
  return error.status === 200 || error.status === 400
}
