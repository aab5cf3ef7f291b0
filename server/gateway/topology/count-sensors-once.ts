import * as v from 'valibot'
import { MetricValues } from '#src/contract/reporting.ts'
import type { SensorsResponse } from '#src/contract/topology.ts'
import { deduplicateSensors } from '#src/domain/readings/readings.ts'
import { parseSensorDirectory, roomsOfSensors } from '#src/domain/topology/sensor-directory.ts'
import type { GroupedReadings } from '#server/gateway/butlr/answer-task.ts'

/**
 * Returns readings in which each sensor counts in one room only, by the rule of the page (`deduplicateSensors`).
 *
 * @param getSensors returns the account's sensors, null if unknown; called only if a sensor reports in several rooms
 */
export function countSensorsOnce(
  readings: GroupedReadings,
  getSensors: () => SensorsResponse | null,
): GroupedReadings {
  const topologyRooms = () => {
    const sensors = getSensors()
    return roomsOfSensors(sensors === null ? undefined : parseSensorDirectory(sensors))
  }
  return deduplicateSensors(readings, topologyRooms, (metrics) => v.is(MetricValues, metrics))
}
