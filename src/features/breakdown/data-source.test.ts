import { expect, test } from 'vitest'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import { readingWindowMs } from './data-source.tsx'

test('the window that is explained is the one that is asked for', () => {
  expect(currentOccupancyRequest.filter.start).toBe(`-${readingWindowMs / minute}m`)
})
