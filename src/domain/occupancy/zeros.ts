import type { SensorReading } from './reading.ts'

/** So many readings without a single zero are no accident in a building where rooms are empty now and then. */
const enoughReadings = 12

/**
 * Whether this API holds zeros back. It is not documented whether `presence` reports a 0 when nobody is under a sensor
 * (every minimum in the tutorial is 1), so the answer itself has to tell: if many sensors answer and none saw a 0
 * during its window, zeros are withheld, and a silent sensor that is online sees nobody. Otherwise silence is silence.
 *
 * @param readings every reading of one answer
 */
export function zerosWithheld(readings: Iterable<SensorReading>): boolean {
  let counted = 0
  for (const reading of readings) {
    if (reading.kind !== 'reading') continue
    if (reading.metrics.min === 0 || reading.metrics.last === 0) return false
    counted += 1
  }
  return counted >= enoughReadings
}
