import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import {
  boardDraft,
  makeLiveRoom,
  type LiveRoomFixture,
  makeTopology,
} from '#src/testing/fixtures.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { BoardStateAtTime, ShownBoard } from '#src/display-app/engine/display-state.ts'
import { FallbackBoard } from './fallback-board.tsx'

const shown: ShownBoard = {
  display: { id: 'd', name: 'Lobby TV', until: 1 },
  board: { ...boardDraft, id: 'b', revision: 1, privacy: 'small-rooms-in-words' },
  topology: makeTopology({}),
  directory: { at: 0, byRoom: {}, devices: [], hives: [], missing: [], duplicates: [] },
  zone: toTimeZone('Europe/Berlin'),
  intervalMs: 5_000,
  occupancy: null,
  roomsWithoutData: [],
}

test.each<[string, LiveRoomFixture, string]>([
  ['a full room for one', { capacity: 1, sensors: [1] }, 'In use'],
  ['a room for two over capacity', { capacity: 2, sensors: [5] }, 'In use'],
  ['a room without a capacity', { capacity: null, sensors: [7] }, 'In use'],
  ['a free small room', { capacity: 2, sensors: [0] }, 'Free'],
  ['a small room without data', { capacity: 2, sensors: ['missing'] }, 'No data'],
  ['a larger room', { capacity: 8, sensors: [7] }, '7'],
])('for %s, shows no more than the regular board', (_, example, words) => {
  const room = makeLiveRoom({ id: 'r', name: 'Alder', ...example })
  const state: BoardStateAtTime = {
    shown,
    now: 1_000,
    rooms: [room],
    freshness: 'live',
    notLiveSince: null,
    nextTryAt: null,
  }
  render(<FallbackBoard state={state} roomIds={['r']} />)
  expect(screen.getByRole('listitem')).toHaveTextContent(new RegExp(`^Alder${words}$`))
})
