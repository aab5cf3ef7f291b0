import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { describeEvidence, pageEvidenceTimes } from './device-status-text.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'

const berlin = { name: 'Europe/Berlin', known: true }
const at = (time: string) => Date.parse(`2026-11-23T${time}:00+01:00`)

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

test.each<[Anomaly, string]>([
  [
    { kind: 'silent', macs: ['a'], since: at('08:02') },
    'Possible fault: no counts for 30 minutes or more while other sensors in the room reported. Last report: 23 Nov, 08:02.',
  ],
  [
    { kind: 'silent', macs: ['a'], since: null },
    'Possible fault: no counts for 30 minutes or more while other sensors in the room reported. Last report unknown.',
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
    'Possibly stuck: never dropped below 1 between 00:00 and 05:00 (data for 298 of 300 minutes).',
  ],
  [
    { kind: 'constant', macs: ['a'], people: 4, from: at('11:30'), to: at('14:30') },
    'Possibly stuck: stayed at exactly 4 from 11:30 to 14:30.',
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
    'Possible overcount: at least 13 people from 09:42 to 10:12 in a room for 12.',
  ],
  [
    { kind: 'overlap', macs: ['a', 'b'], minutes: 320, from: at('09:00'), to: at('14:30') },
    'Possible duplicate: all nine metrics matched those of North for 320 minutes between 09:00 and 14:30.',
  ],
])('describes the evidence of %j as “%s”', (suspicion, words) => {
  expect(
    describeEvidence(
      suspicion,
      'a',
      (mac) => (mac === 'b' ? 'North' : mac),
      pageEvidenceTimes(berlin, at('12:00')),
    ),
  ).toBe(words)
})

test.each<[Anomaly, string]>([
  [
    { kind: 'constant', macs: ['a'], people: 4, from: at('11:30'), to: at('14:30') },
    'Possibly stuck: stayed at exactly 4 from 11:30 to 14:30 CET.',
  ],
  [
    { kind: 'silent', macs: ['a'], since: at('08:02') },
    'Possible fault: no counts for 30 minutes or more while other sensors in the room reported. Last report: 23 Nov, 08:02 CET.',
  ],
])('for %j, names the building’s zone if the browser is in another zone', (suspicion, words) => {
  vi.stubEnv('TZ', 'America/New_York')
  const times = pageEvidenceTimes(berlin, at('12:00'))
  expect(describeEvidence(suspicion, 'a', (mac) => mac, times)).toBe(words)
})
