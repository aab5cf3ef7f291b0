import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { RoomCard } from './room-card.tsx'

function showCard(sensors: NonNullable<LiveRoomFixture['sensors']>, seenAt: number | null) {
  const room = makeLiveRoom({ sensors })
  render(
    <RoomCard
      room={room}
      freshness="live"
      displayed={toDisplayedOccupancy(room, 'live', seenAt)}
      subtitle="Meeting room"
      zone={toTimeZone('Europe/Berlin')}
      href="/"
      open={false}
    />,
  )
  return screen.getByRole('link')
}

test('a room with one sensor at 0 and one missing has no data, and the card states why', () => {
  const card = showCard([0, 'missing'], 0)
  expect(card).toHaveTextContent(/No data1 of 2 sensors, 0 people counted$/)
})

test('the card of a room whose sensors are all missing shows no lower bound', () => {
  expect(showCard(['missing', 'missing'], null)).toHaveTextContent(/No data0 of 2 sensors$/)
})
