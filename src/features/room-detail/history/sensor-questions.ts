import type { SensorRange } from './sensor-range.ts'

/** A sensor that saw at most one person, which suggests that there is too little space or that its view is blocked. */
export type SensorQuestion = {
  mac: string
  name: string
  max: 0 | 1
  /** Number of minutes in which the sensor saw one person. */
  minutesWithOne: number
  /** The sensor that saw the most people at once; null if no other saw more than one. */
  busiest: { name: string; max: number } | null
}

/** Maximum number of questions. More questions would mean that the whole room is hardly used. */
const maxQuestions = 2
/** Share of known minutes that a question requires. With less data, a sensor may have missed people. */
export const leastCoverage = 0.8
/** Minutes within opening hours that a question about a past period requires. In less time, few people may come. */
export const leastOpenMinutes = 300

/**
 * Returns the sensors that never saw more than one person (the Butlr tutorial, "Current Occupancy - Presence Sensors":
 * "the max for a sensor is 1").
 *
 * @param isCovered whether a sensor has data for most of the period; otherwise there is no question about it
 */
export function questionsAboutSensors(
  rows: readonly SensorRange[],
  isCovered: (row: SensorRange) => boolean,
): SensorQuestion[] {
  const questions = rows.filter(isCovered).flatMap((row): SensorQuestion[] => {
    const { mac, name, metrics, personMinutes } = row
    const max = metrics?.max
    if (max !== 0 && max !== 1) return []
    return [{ mac, name, max, minutesWithOne: personMinutes, busiest: findBusiest(rows, mac) }]
  })
  return questions.slice(0, maxQuestions)
}

function findBusiest(rows: readonly SensorRange[], mac: string): SensorQuestion['busiest'] {
  let busiest: SensorQuestion['busiest'] = null
  for (const row of rows) {
    const max = row.metrics?.max ?? 0
    if (row.mac !== mac && max > (busiest?.max ?? 1)) busiest = { name: row.name, max }
  }
  return busiest
}
