import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Room, Topology } from '#src/domain/topology/topology.ts'
import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { analysisWindowQuery } from '#src/data/reporting/history-queries.ts'
import { type WindowReadings, analysisWindowNames } from '#src/domain/anomalies/anomaly-windows.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { detectAnomalies, type AnalysisReadings } from '#src/domain/anomalies/detect-anomalies.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

type RoomsInZone = {
  zone: TimeZone
  /** Building IDs; null if all buildings are in the zone. */
  buildings: readonly string[] | null
  rooms: readonly Room[]
}

/** Groups rooms by the time zone of their site: each zone needs its own request for the night hours. */
export function groupRoomsByZone({ sites, buildings, floors, rooms }: Topology): RoomsInZone[] {
  const zones = new Map(sites.map(({ zone }) => [zoneKey(zone), zone]))
  const keyOfSite = new Map(sites.map(({ id, zone }) => [id, zoneKey(zone)]))
  const keyOfBuilding = new Map(buildings.map((one) => [one.id, keyOfSite.get(one.siteId)]))
  const keyOfFloor = new Map(floors.map((one) => [one.id, keyOfBuilding.get(one.buildingId)]))
  return [...zones].map(([key, zone]) => ({
    zone,
    buildings:
      zones.size === 1
        ? null
        : buildings.filter(({ id }) => keyOfBuilding.get(id) === key).map(({ id }) => id),
    rooms: rooms.filter(({ floorId }) => keyOfFloor.get(floorId) === key),
  }))
}

function zoneKey({ name, known }: TimeZone): string {
  return `${name} ${known}`
}

/**
 * Returns the anomalies of all sensors. `settled` is set once every request has succeeded or failed. A failed request
 * adds no anomalies, and earlier results stay.
 */
export function useAnomalies(
  directory: SensorDirectory,
  topology: Topology | undefined,
): { anomalies: readonly Anomaly[]; settled: boolean } {
  const zones = useMemo(() => (topology ? groupRoomsByZone(topology) : []), [topology])
  const { told, settled } = useQueries({
    queries: zones.flatMap(({ zone, buildings }) =>
      analysisWindowNames.map((name) => analysisWindowQuery(name, zone, buildings)),
    ),
    combine: combineResults,
  })
  const suspicions = useMemo(
    () =>
      zones.flatMap(({ zone, rooms }, index) => {
        const spans: AnalysisReadings = {}
        for (const [nth, name] of analysisWindowNames.entries()) {
          spans[name] = told[index * analysisWindowNames.length + nth]
        }
        const judged = rooms.map(({ id, capacity, maximumSensorCount }) => {
          return { id, capacity, maximumSensorCount, devices: directory.byRoom[id] ?? [] }
        })
        return detectAnomalies(judged, spans, zone, directory.at)
      }),
    [zones, told, directory],
  )
  return { anomalies: suspicions, settled }
}

function combineResults(results: readonly UseQueryResult<WindowReadings | null>[]) {
  return {
    told: results.map(({ data }) => data),
    settled: results.every(({ isPending }) => !isPending),
  }
}
