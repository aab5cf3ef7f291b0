import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { PeopleCount } from './people-count.tsx'

const shown = (people: number): DisplayedOccupancy =>
  toDisplayedOccupancy(makeLiveRoom({ sensors: [people] }), 'live', null)
const count = (people: number) => (
  <PeopleCount occupancy={shown(people)} capacity={20} size="card" />
)

// If the capacity kept its element, a count with wider digits would move it, which browsers report as a layout shift.
test('the capacity becomes a new element only when the number of people changes', () => {
  const { rerender } = render(count(11))
  const before = screen.getByText('/ 20')
  rerender(count(11))
  expect(screen.getByText('/ 20')).toBe(before)
  rerender(count(12))
  expect(screen.getByText('/ 20')).not.toBe(before)
})
