import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import {
  boardDraft,
  makeLiveRoom,
  type LiveRoomFixture,
  makeTopology,
} from '#src/testing/fixtures.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { minute } from '#src/domain/time/duration.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { BoardStateAtTime, ShownBoard } from '#src/display-app/engine/display-state.ts'
import { FallbackBoard } from './fallback-board.tsx'

const shown: ShownBoard = {
  display: { id: 'd', name: 'Lobby TV', until: 1 },
  board: { ...boardDraft, id: 'b', revision: 1, logo: null, privacy: 'small-rooms-in-words' },
  topology: makeTopology({}),
  directory: { at: 0, byRoom: {}, devices: [], hives: [], missing: [], duplicates: [] },
  zone: toTimeZone('Europe/Berlin'),
  intervalMs: 5_000,
  occupancy: null,
  roomsWithoutData: [],
}

function renderRooms(rooms: LiveRoom[], change: Partial<BoardStateAtTime>) {
  const state: BoardStateAtTime = {
    shown,
    now: 1_000,
    rooms,
    freshness: 'live',
    notLiveSince: null,
    nextTryAt: null,
    ...change,
  }
  render(<FallbackBoard state={state} roomIds={rooms.map(({ id }) => id)} />)
}

test.each<[string, LiveRoomFixture, string]>([
  ['a full room for one', { capacity: 1, sensors: [1] }, 'In use'],
  ['a room for two over capacity', { capacity: 2, sensors: [5] }, 'In use'],
  ['a room without a capacity', { capacity: null, sensors: [7] }, 'In use'],
  ['a free small room', { capacity: 2, sensors: [0] }, 'Free'],
  ['a small room without data', { capacity: 2, sensors: ['missing'] }, 'No data'],
  ['a larger room', { capacity: 8, sensors: [7] }, '7'],
])('the fallback board shows no more about %s than the regular board', (_, example, words) => {
  renderRooms([makeLiveRoom({ id: 'r', name: 'Alder', ...example })], {})
  expect(screen.getByRole('listitem')).toHaveTextContent(new RegExp(`^Alder${words}$`))
})

const at = Date.parse('2026-11-23T14:02:00+01:00')
const site = (id: string, zone: string) => ({ id, name: id, zone: toTimeZone(zone) })
const occupancy = {
  at,
  rooms: [],
  confirmed: true,
  isComplete: true,
  sensorsAt: at - 5 * minute,
  usual: [],
}
const stopped: Partial<BoardStateAtTime> = {
  shown: {
    ...shown,
    board: { ...shown.board, locale: 'fa' },
    topology: makeTopology({ sites: [site('a', 'Asia/Tehran'), site('b', 'Europe/Lisbon')] }),
    zone: toTimeZone('Asia/Tehran'),
    occupancy,
  },
  now: at + 2 * minute,
  freshness: 'stale',
  notLiveSince: at,
  nextTryAt: null,
}

test.each<Partial<BoardStateAtTime>>([
  stopped,
  { ...stopped, now: at, freshness: 'live', notLiveSince: null },
])('the fallback board uses the digits of its locale and names the time zone', (state) => {
  renderRooms([makeLiveRoom({ id: 'r', name: 'Alder', sensors: [7, 'missing'] })], state)
  const board = screen.getByRole('article')
  expect(board).toHaveTextContent(/۷\+/)
  expect(board).toHaveTextContent(/Tehran time \(GMT\+۳:۳۰\)/)
  expect(board).not.toHaveTextContent(/[0-9]/)
})

test('the fallback board shows the age of an old sensor status', () => {
  renderRooms([], { shown: { ...shown, occupancy }, now: at })
  expect(screen.getByText('Sensor status 5 min old')).toBeVisible()
})
