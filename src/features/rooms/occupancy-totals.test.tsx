import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { OccupancyTotals } from './occupancy-totals.tsx'

/** Returns the totals of a building with 100 rooms with the same name, of which `inUse` are in use. */
function totals(inUse: number, name = 'Room') {
  const rooms = Array.from({ length: 100 }, (_, index) =>
    makeLiveRoom({ id: `room_${index}`, name, capacity: 12, sensors: [index < inUse ? 1 : 0] }),
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

test('the number of people in the busiest room follows the last word of a long name', () => {
  const { rerender } = render(totals(1, 'Project room Zugspitze'))
  expect(screen.getByText(/^Project room/)).toHaveTextContent('Project room Zugspitze 1 / 12')
  rerender(totals(1, 'Oak'))
  expect(screen.getByText('Oak')).not.toHaveTextContent('1 / 12')
})
