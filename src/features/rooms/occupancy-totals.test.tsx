import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { OccupancyTotals } from './occupancy-totals.tsx'

/** Returns the totals of a building with 100 rooms, of which `inUse` are in use. */
function totals(inUse: number) {
  const rooms = Array.from({ length: 100 }, (_, index) =>
    makeLiveRoom({ id: `room_${index}`, sensors: [index < inUse ? 1 : 0] }),
  )
  const polled = { at: 0, freshness: 'live' as const, intervalMs: 5_000 }
  return (
    <OccupancyTotals
      rooms={toRoomCardModels(rooms, new Map(), polled)}
      freshness="live"
      explainHref="/"
    />
  )
}
const totalOfRooms = () => screen.getAllByText('of 100')[0]

test('a count has no fixed width, which would leave a gap before its total', () => {
  render(totals(3))
  expect(screen.getByLabelText('Totals')).toHaveTextContent('rooms in use3of 100')
  for (const count of screen.getAllByText('3')) expect(count).not.toHaveAttribute('style')
})

test('when a count changes, the total after it is replaced, because a move would count as a layout shift', () => {
  const { rerender } = render(totals(3))
  const before = totalOfRooms()
  rerender(totals(3))
  expect(totalOfRooms()).toBe(before)
  rerender(totals(10))
  expect(totalOfRooms()).not.toBe(before)
})
