import * as v from 'valibot'
import { isEventTime } from '#src/contract/butlr-values.ts'
import { entriesOf, groupsOf } from './answer.ts'
import { Reading } from '#src/contract/reporting.ts'

/** One windowed value. `at` is the start of the window in Unix milliseconds, `sensors` how many values it is the sum of. */
export type Sample = { at: number; value: number; sensors: number }

/** Samples by whatever the answer was grouped by first, in order of time. */
export type SamplesByKey = Record<string, Sample[]>

/**
 * Reads an answer grouped by something and then by time, asked with one value per window and series.
 * The leaf's `sum` is then the value added over the series in it. Malformed leaves and times are left out: they become
 * gaps, which the charts show as gaps. So does a whole series that is malformed.
 *
 * @param data the answer's `data`
 * @param now Unix milliseconds by the server's clock: nothing was counted later
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseSamples(data: unknown, now: number): SamplesByKey {
  const byKey: SamplesByKey = {}
  for (const [key, times] of groupsOf(data)) {
    const samples: Sample[] = []
    for (const [time, leaf] of entriesOf(times) ?? []) {
      const at = parseTime(time)
      const metrics = v.safeParse(Reading, leaf)
      if (!isEventTime(at, now) || !metrics.success || metrics.output.sum === null) continue
      samples.push({ at, value: metrics.output.sum, sensors: metrics.output.count ?? 1 })
    }
    byKey[key] = samples.toSorted((a, b) => a.at - b.at)
  }
  return byKey
}

/** A time key in Unix milliseconds, or NaN. Times without a zone are UTC (Butlr API notes, time keys). */
function parseTime(key: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(key) ? key : `${key}Z`
  return /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
}
