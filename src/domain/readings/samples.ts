import * as v from 'valibot'
import { isEventTime } from '#src/contract/butlr-values.ts'
import { MetricValues } from '#src/contract/reporting.ts'
import type { Sample, SamplesByKey } from './history.ts'
import { groupedEntries, recordEntries } from './readings.ts'

/**
 * Parses a response grouped by any key and then by time. The query must return one value per window and series, so that
 * the `sum` of a leaf is the sum over its series. Malformed leaves, times and series are skipped; charts show them as
 * gaps.
 *
 * @param data the response's `data`
 * @param now server time in Unix milliseconds; samples in the future or implausibly old are skipped (`isEventTime`)
 * @param toKey returns the key under which samples are looked up; samples with an empty key are skipped
 * @throws ContractError when `data` is neither grouped nor empty
 */
export function parseSamples(
  data: unknown,
  now: number,
  toKey = (key: string) => key,
): SamplesByKey {
  const byKey: SamplesByKey = {}
  for (const [group, times] of groupedEntries(data)) {
    const key = toKey(group)
    if (key === '') continue
    const samples: Sample[] = []
    for (const [time, leaf] of recordEntries(times) ?? []) {
      const at = parseTime(time)
      const metrics = v.safeParse(MetricValues, leaf)
      if (!isEventTime(at, now) || !metrics.success || metrics.output.sum === null) continue
      const { sum: value, count, max } = metrics.output
      samples.push({ at, value, sensors: count ?? 1, largest: max ?? value })
    }
    if (samples.length > 0 || !(key in byKey)) byKey[key] = samples.toSorted((a, b) => a.at - b.at)
  }
  return byKey
}

/**
 * Parses a time key to Unix milliseconds; returns NaN if it is not a time. Times without a zone are UTC
 * (docs/butlr-api.md).
 */
export function parseTime(key: string): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(key) ? key : `${key}Z`
  return /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN
}
