import { expect, test } from 'vitest'
import { currentOccupancy, type ReportingRequest } from '#src/contract/reporting.ts'
import { ranges } from '#src/domain/readings/history.ts'
import {
  roomByMinute,
  roomsByMinute,
  sensorsOverSpan,
  sensorsOverTime,
} from '#src/data/reporting/reporting-requests.ts'
import { allowedBytes, answerBytes } from '#server/gateway/butlr/report-limits.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const hour = 3_600_000

/** The tutorial's own request, section 2.1, as it is printed. */
const tutorial: ReportingRequest = {
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
  group_by: { order: ['room_id', 'mac_address'] },
}

test('every report of the page and the tutorial’s own are taken; those of the moment may be 8 MB, others 32', () => {
  const live = [tutorial, currentOccupancy]
  const histories = [
    roomsByMinute(now - hour / 2),
    roomByMinute('room_1', now - 25 * hour, 1_000),
    sensorsOverSpan({ from: now - 8 * hour, to: now }, 'max', null),
    sensorsOverSpan({ from: now - 8 * hour, to: now }, 'max', ['building_1', 'building_2']),
    ...Object.values(ranges).map(({ spanMs, every }) =>
      sensorsOverTime('room_1', now - spanMs, every, 'mean', 1_000),
    ),
  ]
  for (const body of live) expect(allowedBytes(body, now)).toBe(answerBytes.live)
  for (const body of histories) expect(allowedBytes(body, now)).toBe(answerBytes.history)
})
