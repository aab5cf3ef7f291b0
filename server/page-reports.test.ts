import { expect, test } from 'vitest'
import { currentOccupancyRequest, type ReportingRequest } from '#src/contract/reporting.ts'
import { requestedWindows, type DirectRange } from '#src/domain/readings/direct-range.ts'
import { chartRanges } from '#src/domain/readings/history.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import {
  sensorHistoryRequest,
  sensorMetricsRequest,
  sensorsInWindowRequest,
} from '#src/data/reporting/history-requests.ts'
import { roomsByMinuteRequest } from '#src/data/reporting/reporting-requests.ts'
import { toMinuteRequest } from '#server/gateway/peaks/minute-sums.ts'
import { maxReportBytes, answerSizeLimits } from '#server/gateway/butlr/report-limits.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const hour = 3_600_000

const lastDays = (days: number): DirectRange => ({
  name: 'period',
  from: now - days * 24 * hour,
  to: now,
  zone: toTimeZone('Europe/Berlin'),
})

/** The documented example request for current occupancy (docs/butlr-api.md). */
const tutorial: ReportingRequest = {
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
  group_by: { order: ['room_id', 'mac_address'] },
}

test('allows 8 MB for the documented example and live polls, and 32 MB for every other report that the page requests', () => {
  const live = [tutorial, currentOccupancyRequest]
  const histories = [
    roomsByMinuteRequest(now - hour / 2),
    sensorHistoryRequest('room_1', { from: now - 25 * hour, every: '1m' }, 'last', 1_000),
    sensorMetricsRequest('room_1', { from: now - hour, every: '1m' }, 'max', 1_000),
    sensorsInWindowRequest({ from: now - 8 * hour, to: now }, 'max', null),
    sensorsInWindowRequest({ from: now - 8 * hour, to: now }, 'max', ['building_1', 'building_2']),
    ...Object.values(chartRanges).map(({ spanMs, every }) =>
      sensorHistoryRequest('room_1', { from: now - spanMs, every }, 'mean', 1_000),
    ),
    ...[1, 7, 31, 180, 366].map((days) =>
      sensorHistoryRequest('room_1', requestedWindows(lastDays(days), now), 'mean', 1_000),
    ),
  ]
  for (const body of live) expect(maxReportBytes(body, now)).toBe(answerSizeLimits.live)
  for (const body of histories) expect(maxReportBytes(body, now)).toBe(answerSizeLimits.history)
})

test('recognises the history per minute that the page requests for a room, and no other report', () => {
  const minutes = { from: now, every: '1m' }
  const request = sensorHistoryRequest('room_1', minutes, 'last', 40)
  expect(toMinuteRequest(request)).toEqual({ roomId: 'room_1', maximum: 40 })
  const others = [
    currentOccupancyRequest,
    roomsByMinuteRequest(now),
    sensorHistoryRequest('room_1', { ...minutes, every: '5m' }, 'last', 40),
    sensorHistoryRequest('room_1', minutes, 'max', 40),
  ]
  expect(others.map(toMinuteRequest)).toEqual([null, null, null, null])
})
