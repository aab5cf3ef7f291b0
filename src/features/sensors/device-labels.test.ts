import { expect, test } from 'vitest'
import { describeEvidence } from './device-labels.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const at = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`)

test.each<[Anomaly, string]>([
  [
    { kind: 'silent', macs: ['a'], since: at('08:02') },
    'No count for half an hour or more while others of its room count; last report 23 Nov, 08:02',
  ],
  [
    { kind: 'silent', macs: ['a'], since: null },
    'No count for half an hour or more while others of its room count; no report of it is known',
  ],
  [
    {
      kind: 'stuck',
      macs: ['a'],
      people: 1,
      minutes: 298,
      of: 300,
      from: at('00:00'),
      to: at('05:00'),
    },
    '00:00–05:00: never below 1, 298 of 300 minutes',
  ],
  [
    { kind: 'constant', macs: ['a'], people: 4, from: at('11:30'), to: at('14:30') },
    '11:30–14:30: always exactly 4',
  ],
  [
    {
      kind: 'crowded',
      macs: ['a', 'b'],
      people: 13,
      capacity: 12,
      from: at('09:42'),
      to: at('10:12'),
    },
    '09:42–10:12: 13 or more in a room for 12, for 30 min or more',
  ],
  [
    { kind: 'overlap', macs: ['a', 'b'], minutes: 320, from: at('09:00'), to: at('14:30') },
    '09:00–14:30: all nine metrics equal to those of North, 320 minutes',
  ],
])('describes the evidence of %j as “%s”', (suspicion, words) => {
  expect(
    describeEvidence(suspicion, 'a', (mac) => (mac === 'b' ? 'North' : mac), berlin, at('12:00')),
  ).toBe(words)
})
