import { expect, test } from 'vitest'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import { readingWindowMs } from './reading-window.ts'

test('shows the same time window that the occupancy request uses', () => {
  expect(currentOccupancyRequest.filter.start).toBe(`-${readingWindowMs / minute}m`)
})
