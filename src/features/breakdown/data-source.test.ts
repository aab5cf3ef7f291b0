import { expect, test } from 'vitest'
import { currentOccupancy } from '#src/contract/reporting.ts'
import { minute } from '#src/domain/time/duration.ts'
import { windowMs } from './data-source.tsx'

test('the window that is explained is the one that is asked for', () => {
  expect(currentOccupancy.filter.start).toBe(`-${windowMs / minute}m`)
})
