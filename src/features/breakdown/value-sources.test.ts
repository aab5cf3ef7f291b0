import { expect, test } from 'vitest'
import { makeRoom } from '#src/testing/fixtures.ts'
import { getValueSources } from './value-sources.tsx'

const told = (room: Parameters<typeof getValueSources>[0]) =>
  getValueSources(room).map(({ what, value, from }) => `${what} ${value}: ${from}`)

test('names Butlr as the source of name and capacity, and the default threshold', () => {
  expect(told(makeRoom({ id: 'maple', name: 'Maple', capacity: 10 }))).toEqual([
    'Name Maple: Butlr',
    'Capacity 10: Butlr',
    'Busy from 70 %: Headroom’s general rule',
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
    'Name Maple: your own file (Butlr says Room 12)',
    'Capacity 10: your own file (Butlr says 0)',
    'Busy from 80 %: your own file',
  ])
})

test('shows no threshold without a capacity', () => {
  expect(told(makeRoom({ id: 'maple' }))).toEqual(['Name maple: Butlr', 'Capacity not set: Butlr'])
})

test('labels a room that only the reporting API returns with its id', () => {
  expect(told({ ...makeRoom({ id: 'room_7' }), floorId: null })).toEqual([
    'Name room_7: its id, as Butlr’s topology does not know it',
  ])
})
