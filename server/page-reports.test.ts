import { expect, test } from 'vitest'
import { currentOccupancyRequest, type ReportingRequest } from '#src/contract/reporting.ts'
import { chartRanges } from '#src/domain/readings/history.ts'
import {
  roomByMinuteRequest,
  roomsByMinuteRequest,
  sensorsInWindowRequest,
  sensorHistoryRequest,
} from '#src/data/reporting/reporting-requests.ts'
import { maxReportBytes, answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const hour = 3_600_000

/** The tutorial's own request, section 2.1, as it is printed. */
const tutorial: ReportingRequest = {
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
  group_by: { order: ['room_id', 'mac_address'] },
}

test('every report of the page and the tutorial’s own are taken; those of the moment may be 8 MB, others 32', () => {
  const live = [tutorial, currentOccupancyRequest]
  const histories = [
    roomsByMinuteRequest(now - hour / 2),
    roomByMinuteRequest('room_1', now - 25 * hour, 1_000),
    sensorsInWindowRequest({ from: now - 8 * hour, to: now }, 'max', null),
    sensorsInWindowRequest({ from: now - 8 * hour, to: now }, 'max', ['building_1', 'building_2']),
    ...Object.values(chartRanges).map(({ spanMs, every }) =>
      sensorHistoryRequest('room_1', now - spanMs, every, 'mean', 1_000),
    ),
  ]
  for (const body of live) expect(maxReportBytes(body, now)).toBe(answerSizeLimits.live)
  for (const body of histories) expect(maxReportBytes(body, now)).toBe(answerSizeLimits.history)
})
