import { expect, test } from 'vitest'
import { makeRoom } from '#src/testing/fixtures.ts'
import { getValueSources } from './value-sources.tsx'

const told = (room: Parameters<typeof getValueSources>[0]) =>
  getValueSources(room).map(({ what, value, from }) => `${what} ${value}: ${from}`)

test('names Butlr as the source of name and capacity, and Headroom as the source of the default threshold', () => {
  expect(told(makeRoom({ id: 'maple', name: 'Maple', capacity: 10 }))).toEqual([
    'Name Maple: Butlr',
    'Capacity 10: Butlr',
    'Busy threshold 70%: Headroom default',
  ])
})

test('shows Butlr’s value beside an override', () => {
  const butlr = { name: 'Room 12', capacity: { value: null } }
  const room = makeRoom({
    id: 'maple',
    name: 'Maple',
    capacity: 10,
    busyThreshold: 0.8,
    upstreamValues: butlr,
  })
  expect(told(room)).toEqual([
    'Name Maple: Headroom settings (Butlr: Room 12)',
    'Capacity 10: Headroom settings (Butlr: not set)',
    'Busy threshold 80%: Headroom settings',
  ])
})

test('shows no busy threshold for a room without a capacity', () => {
  expect(told(makeRoom({ id: 'maple' }))).toEqual(['Name maple: Butlr', 'Capacity not set: Butlr'])
})

test('names the room ID as the source of the name if only the reporting API returns the room', () => {
  expect(told({ ...makeRoom({ id: 'room_7' }), floorId: null })).toEqual([
    'Name room_7: room ID (Butlr doesn’t list this room)',
  ])
})
