import {
  boardDraft,
  makeLiveRoom,
  type LiveRoomFixture,
  makeTopology,
  makeRoom,
} from '#src/testing/fixtures.ts'
import { render, screen, within } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Point } from '#src/domain/floor-plan/geometry.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import type { DataStatus } from '#src/board/room-tile-model.ts'
import { rectangle } from '#src/testing/polygons.ts'
import { BoardPlan } from './board-plan.tsx'

const roomFixtures: LiveRoomFixture[] = [
  { id: 'maple', name: 'Maple', capacity: 10, outline: rectangle(0, 0, 8, 8), sensors: [2, 4] },
  { id: 'booth', name: 'Booth 1', capacity: 2, outline: rectangle(8, 0, 6, 8), sensors: [1] },
  { id: 'cafe', name: 'Café', capacity: null, outline: rectangle(14, 0, 8, 8), sensors: [3] },
  { id: 'oak', name: 'Oak', capacity: 6, outline: null, sensors: [1] },
]
const topologyRoom = ({ id = '', name = '', outline = null, capacity = null }: LiveRoomFixture) =>
  makeRoom({ id, name, outline, capacity, floorId: 'f3' })
const topology = makeTopology({
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
  rooms: roomFixtures.map(topologyRoom),
})
const live: DataStatus = { at: 0, now: 0, freshness: 'live', intervalMs: 5000 }
const planBoard: BoardDraft = { ...boardDraft, layout: 'plan', privacy: 'small-rooms-in-words' }

function open({ rooms = roomFixtures, board = planBoard, dataStatus = live } = {}) {
  const view = (now: readonly LiveRoomFixture[], how: DataStatus) => (
    <BoardPlan
      {...{ board, topology }}
      rooms={now.map(makeLiveRoom)}
      dataStatus={how}
      floorId="f3"
    />
  )
  const { rerender } = render(view(rooms, dataStatus))
  return { update: (now: readonly LiveRoomFixture[], how = live) => rerender(view(now, how)) }
}

const plan = () => screen.getByRole('group', { name: 'Plan of Floor 3' })
const baseline = (words: string) => within(plan()).getByText(words).getAttribute('y')

test('shows name, occupancy and state of every room with an outline', () => {
  open()
  const rooms = within(plan()).getAllByRole('img')
  expect(rooms.map((room) => room.getAttribute('aria-label'))).toEqual([
    'Maple, 6 of 10 people, in use',
    'Booth 1, in use',
    'Café, in use',
  ])
  expect(rooms[0]).toHaveTextContent('Maple6/10In use')
})

test('draws no edge for a room whose fill hides it, and draws all walls as one element', () => {
  const countDrawn = (rooms: readonly LiveRoomFixture[]) => {
    const drawing = renderToStaticMarkup(
      <BoardPlan
        {...{ topology, board: planBoard, dataStatus: live }}
        rooms={rooms.map(makeLiveRoom)}
        floorId="f3"
      />,
    )
    const count = (part: string) => drawing.split(part).length - 1
    return ['board-plan-area', 'board-plan-edge', '<clipPath', 'board-plan-walls'].map(count)
  }
  expect(countDrawn(roomFixtures)).toEqual([3, 0, 0, 1])
  const [maple, ...others] = roomFixtures
  expect(countDrawn([{ ...maple, sensors: [0, 0] }, ...others])).toEqual([3, 1, 1, 1])
})

test('with privacy for small rooms, shows no count for a small room or for a room without a capacity', () => {
  open()
  const [, booth, cafe] = within(plan()).getAllByRole('img')
  expect(booth).toHaveTextContent(/^Booth 1In use$/)
  expect(cafe).toHaveTextContent(/^CaféIn use$/)
})

test('with exact counts, shows only the count of a room without a capacity', () => {
  open({ board: { ...planBoard, privacy: 'exact' } })
  const [, , cafe] = within(plan()).getAllByRole('img')
  expect(cafe).toHaveTextContent(/^Café3In use$/)
})

test('shows the excess over capacity, and a plus sign when a sensor is missing', () => {
  open({
    board: { ...planBoard, privacy: 'exact' },
    rooms: [
      { ...roomFixtures[0], sensors: [9, 4] },
      { ...roomFixtures[2], sensors: [3, 'missing'] },
    ],
  })
  expect(screen.getByText('3 over')).toBeVisible()
  expect(screen.getByText('3+')).toBeVisible()
})

test('keeps stale counts in place, and shows their age instead of the state', () => {
  const { update } = open()
  const before = [baseline('6'), baseline('Maple')]
  update(roomFixtures, { ...live, now: 7 * 60_000, freshness: 'stale' })
  expect([baseline('6'), baseline('Maple')]).toEqual(before)
  expect(screen.getAllByText('7 min old')).toHaveLength(3)
  expect(screen.queryByText('In use')).not.toBeInTheDocument()
})

test('removes all counts and keeps the names in place when the data is too old to show', () => {
  const { update } = open()
  const before = [baseline('Maple'), baseline('Café')]
  update(roomFixtures, { ...live, freshness: 'no-data' })
  expect([baseline('Maple'), baseline('Café')]).toEqual(before)
  expect(screen.getAllByText('No data')).toHaveLength(3)
  expect(plan()).not.toHaveTextContent('6')
})

test('shows the floor’s name above the plan unless the board has the same name', () => {
  const { unmount } = render(
    <BoardPlan
      {...{ topology, board: { ...planBoard, name: 'Floor 3' } }}
      rooms={roomFixtures.map(makeLiveRoom)}
      dataStatus={live}
      floorId="f3"
    />,
  )
  expect(screen.queryByRole('heading')).not.toBeInTheDocument()
  unmount()
  open()
  expect(screen.getByRole('heading', { name: 'Floor 3' })).toBeVisible()
})

test('shows the “You are here” dot only if the board has a room set for it', () => {
  open()
  expect(screen.queryByRole('img', { name: 'You are here' })).not.toBeInTheDocument()
  const apart = roomFixtures.map((room, index) => ({
    ...room,
    outline: rectangle(20 * index, 0, 8, 8),
  }))
  render(
    <BoardPlan
      board={{ ...planBoard, youAreHere: { roomId: 'booth', side: 'east' } }}
      topology={{ ...topology, rooms: apart.map(topologyRoom) }}
      rooms={apart.map(makeLiveRoom)}
      dataStatus={live}
      floorId="f3"
    />,
  )
  expect(screen.getByRole('img', { name: 'You are here' })).toHaveTextContent(/^You are ?here$/)
})

test('formats numbers for the board’s locale', () => {
  open({
    board: { ...planBoard, locale: 'de' },
    rooms: [{ ...roomFixtures[0], capacity: 2000, sensors: [1204] }],
  })
  expect(within(plan()).getByText('1.204')).toBeVisible()
})

test('omits rooms with an invalid outline and draws the rest', () => {
  const line: Point[] = [
    [0, 6],
    [4, 9],
    [0, 6],
  ]
  const outlines = new Map<string, LiveRoomFixture['outline']>([
    ['booth', line],
    ['cafe', rectangle(50_000, 0, 8, 8)],
  ])
  const broken = roomFixtures.map((room) => ({
    ...room,
    outline: outlines.get(room.id ?? '') ?? room.outline ?? null,
  }))
  render(
    <BoardPlan
      board={planBoard}
      topology={{
        ...topology,
        rooms: broken.map(topologyRoom),
      }}
      rooms={broken.map(makeLiveRoom)}
      dataStatus={live}
      floorId="f3"
    />,
  )
  const rooms = within(plan()).getAllByRole('img')
  expect(rooms.map((room) => room.getAttribute('aria-label'))).toEqual([
    'Maple, 6 of 10 people, in use',
  ])
})
