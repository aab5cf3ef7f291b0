import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import type { DataStatus } from '#src/board/room-tile-model.ts'
import { second } from '#src/domain/time/duration.ts'
import { boardDraft, makeLiveRoom, makeRoom, makeTopology } from '#src/testing/fixtures.ts'
import { FloorTotals } from './floor-totals.tsx'

const at = Date.parse('2026-11-23T14:02:00+01:00')
const live: DataStatus = { at, now: at, freshness: 'live', intervalMs: 5 * second }
const fixtures = [
  { id: 'a', name: 'Alder', sensors: [13], capacity: 10 },
  { id: 'b', name: 'Beech', sensors: [0], capacity: 10 },
  { id: 'c', name: 'Booth', sensors: [1], capacity: 2 },
  {
    id: 'd',
    name: 'Douglas',
    sensors: ['missing' as const],
    capacity: 10,
    lastKnown: { people: 5, seenAt: at - 40 * second, isRecent: true },
  },
]
const rooms = fixtures.map((fixture) => ({ ...makeLiveRoom(fixture), floorId: 'f' }))
const topology = makeTopology({
  buildings: [{ id: 'm', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f', name: 'Floor 3', buildingId: 'm', level: 3 }],
  rooms: fixtures.map(({ id, name, capacity }) => makeRoom({ id, name, capacity, floorId: 'f' })),
})

function open(change: Partial<BoardDraft> = {}, dataStatus = live) {
  const board: BoardDraft = { ...boardDraft, layout: 'totals', ...change }
  render(<FloorTotals {...{ board, topology, rooms, dataStatus }} ids={['f']} />)
}

const states = () =>
  Array.from(document.body.innerHTML.matchAll(/data-state="([^"]*)"/g), ([, state]) => state)

test('shows one status icon per room, ordered from free to over capacity, and the numbers of free rooms and people', () => {
  open()
  // A silent room is stale even on a live board.
  expect(states()).toEqual(['free', 'stale', 'in-use', 'over'])
  const [row] = screen.getAllByRole('listitem', { name: /^Floor 3/ })
  expect(row).toHaveAccessibleName('Floor 3, 1 of 4 rooms free, 14+ people')
  expect(row).toHaveTextContent('Floor 31 of 414+')
})

test('counts the state of a status-only room, but not its people', () => {
  open({ privacy: 'small-rooms-in-words' })
  expect(states()).toContain('in-use')
  expect(screen.getByText('13+')).toBeVisible()
})

test('on a stale board, shows no numbers and marks every room as stale', () => {
  open({}, { ...live, now: at + 120 * second, freshness: 'stale' })
  expect(new Set(states())).toEqual(new Set(['stale']))
  expect(screen.getAllByText('–')).toHaveLength(2)
  expect(screen.getByRole('listitem', { name: 'Floor 3, no current data' })).toBeVisible()
})
