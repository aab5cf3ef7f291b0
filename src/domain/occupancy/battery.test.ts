import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { daysToBatteryChange } from './battery.ts'

const due = '2026-11-27T00:00:00Z'

test.each([
  // Midnight UTC is 01:00 on 27 November in Berlin.
  ['Europe/Berlin', '2026-11-26T22:59:00Z', 1],
  ['Europe/Berlin', '2026-11-26T23:00:00Z', 0],
  ['Europe/Berlin', '2026-11-27T22:59:00Z', 0],
  ['Europe/Berlin', '2026-11-27T23:00:00Z', -1],
  // In New York it is 19:00 on 26 November.
  ['America/New_York', '2026-11-26T04:59:00Z', 1],
  ['America/New_York', '2026-11-26T05:00:00Z', 0],
  ['America/New_York', '2026-11-27T04:59:00Z', 0],
  ['America/New_York', '2026-11-27T05:00:00Z', -1],
  // Clocks go back on 25 October and on 1 November.
  ['Europe/Berlin', '2026-10-24T12:00:00Z', null],
  ['Europe/Berlin', '2026-10-28T12:00:00Z', 30],
  ['America/New_York', '2026-10-27T12:00:00Z', 30],
])(
  'in %s at %s, a battery due at midnight UTC on 27 November has %s days left',
  (zone, now, days) => {
    expect(daysToBatteryChange(Date.parse(due), Date.parse(now), toTimeZone(zone))).toBe(days)
  },
)
