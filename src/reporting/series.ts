import * as v from 'valibot'
import { plainObject } from './answer.ts'
import { Reading } from './contract.ts'

/** One windowed value. `at` is the start of the window in Unix milliseconds, `sensors` how many values it is the sum of. */
export type Sample = { at: number; value: number; sensors: number }

/** Samples by whatever the answer was grouped by first, in order of time. */
export type SamplesByKey = Record<string, Sample[]>

/**
 * Reads an answer grouped by something and then by time, asked with one value per window and series.
 * The leaf's `sum` is then the value added over the series in it. Leaves and times that make no sense are left out:
 * they become gaps, which the charts show as gaps.
 *
 * @param data the answer's `data`
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseSamples(data: unknown): SamplesByKey {
  const byKey: SamplesByKey = {}
  for (const [key, times] of Object.entries(plainObject(data, 'data'))) {
    if (key === '') continue
    const samples: Sample[] = []
    for (const [time, leaf] of Object.entries(plainObject(times, key))) {
      const at = parseTime(time)
      const metrics = v.safeParse(Reading, leaf)
      if (at === null || !metrics.success || metrics.output.sum === null) continue
      samples.push({ at, value: metrics.output.sum, sensors: metrics.output.count ?? 1 })
    }
    byKey[key] = samples.toSorted((a, b) => a.at - b.at)
  }
  return byKey
}

/** A time key in Unix milliseconds. Some answers print times without a zone: those are UTC (Butlr API notes, time keys). */
function parseTime(key: string): number | null {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(key) ? key : `${key}Z`
  const at = /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
  return Number.isNaN(at) ? null : at
}
