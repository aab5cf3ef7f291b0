import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { WeekdayUsual } from '#src/domain/history/usual.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { Polygon } from '#src/domain/floor-plan/geometry.ts'
import { makeLiveRoom, makeRoom, makeNorthgate } from '#src/testing/fixtures.ts'
import { readOverviewParams, type OverviewParams } from '#src/lib/overview-params.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'
import { toRoomCardModels, type PollStatus } from '#src/domain/live-rooms/displayed-rooms.ts'
import { FloorPlanView } from './floor-plan-view.tsx'
import { rectangle } from '#src/testing/polygons.ts'

const square = (left: number): Polygon => [
  [left, 0],
  [left + 8, 0],
  [left + 8, 8],
  [left, 8],
]
const described = [
  { id: 'maple', name: 'Maple', floorId: 'f3', capacity: 10, outline: square(0) },
  { id: 'alder', name: 'Alder', floorId: 'f3', capacity: 6, outline: square(8) },
  { id: 'oak', name: 'Oak', floorId: 'f3', capacity: 6 },
  { id: 'cafe', name: 'Café', floorId: 'f2', capacity: 6 },
].map(makeRoom)
const topology = makeNorthgate({
  rooms: described,
})
const live = described.map((room) => makeLiveRoom({ ...room, sensors: [2] }))
const livePoll = { at: 0, freshness: 'live', intervalMs: 5000 } as const
/** Outlines by room ID, which replace those of the fixture. */
type Outlines = Record<string, readonly (readonly number[])[]>
type OpenOptions = {
  hidden?: string
  query?: string
  outlines?: Outlines
  /** ID of a room whose outline is unreadable in Butlr's response. */
  unreadable?: string
  /** What is usual in each room. */
  usual?: WeekdayUsual
}

function open({ hidden = '', query = '', outlines, unreadable, usual }: OpenOptions = {}) {
  class UnchangedSizes implements ResizeObserver {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', UnchangedSizes)
  onTestFinished(() => void vi.unstubAllGlobals())
  const changes: Partial<OverviewParams>[] = []
  const described = {
    ...topology,
    rooms: topology.rooms.map((room) => ({
      ...room,
      outline: outlines?.[room.id] ?? (room.id === unreadable ? null : room.outline),
      unreadableOutline: room.id === unreadable,
    })),
  }
  const view = (rooms = live, polled: PollStatus = livePoll) => {
    const all = toRoomCardModels(rooms, locateFloors(topology), polled).map((one) =>
      usual === undefined ? one : { ...one, usual },
    )
    return (
      <FloorPlanView
        rooms={all.filter(({ room }) => room.id !== hidden)}
        all={all}
        topology={described}
        directory={undefined}
        params={readOverviewParams(new URLSearchParams(query))}
        onChange={(change) => changes.push(change)}
        freshness="live"
        openRoomId={undefined}
      />
    )
  }
  const { rerender, unmount } = render(view())
  return {
    changes,
    unmount,
    poll: (rooms: typeof live, polled?: PollStatus) => rerender(view(rooms, polled)),
  }
}

const plan = () => screen.getByRole('group', { name: 'Plan of Floor 3' })
const maple = () => screen.getByRole('link', { name: 'Maple, 2 of 10 people, in use' })

test('shows rooms as links with the accessible names of their cards', () => {
  open()
  expect(maple()).toHaveAttribute('href', '/rooms/maple')
  expect(within(plan()).getAllByRole('link')).toHaveLength(2)
})

test('omits the busy threshold from the legend, because overrides can change it', () => {
  open()
  expect(screen.getByText('41–60%')).toBeVisible()
  expect(screen.getByText('Above 60%')).toBeVisible()
})

test('a room that a filter excludes is not a link on the plan', () => {
  open({ hidden: 'alder' })
  expect(within(plan()).getAllByRole('link')).toEqual([maple()])
})

test('shows the age of a stale count that is older than the poll', () => {
  const seenAt = Date.now() - 4 * minute
  const { poll } = open()
  poll(
    live.map((room) =>
      room.id === 'maple'
        ? makeLiveRoom({ ...room, sensors: ['missing'], lastKnown: { people: 2, seenAt } })
        : room,
    ),
    { at: Date.now(), freshness: 'live', intervalMs: 5000 },
  )
  expect(screen.getByText('Updated 4 min ago')).toBeInTheDocument()
})

test('below the plan, lists a room that has no outline', () => {
  open()
  const oak = screen.getByRole('link', { name: /^Oak/ })
  expect(plan()).not.toContainElement(oak)
  expect(screen.getByText(/Not on the plan/)).toContainElement(oak)
})

test('offers the table when a floor has no coordinates', async () => {
  const { changes } = open({ query: 'place=f2' })
  expect(screen.getByText(/No floor plan for Floor 2: Butlr has no coordinates/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show table' }))
  expect(changes).toEqual([{ view: 'table' }])
})

test('selecting a floor sets the location', async () => {
  const { changes } = open()
  await userEvent.click(screen.getByRole('button', { name: /^Floor 2/ }))
  expect(changes).toEqual([{ place: 'f2' }])
})

test('links a floor’s total to its breakdown', () => {
  open()
  expect(
    screen.getByRole('link', { name: '1 of 1 room in use, show breakdown of Floor 2' }),
  ).toHaveAttribute('href', '/?explain=floor%3Af2')
})

test('zooms in with plus and shows the whole floor again with 0', async () => {
  open()
  const markup = () => maple().innerHTML
  const whole = markup()
  plan().focus()
  await userEvent.keyboard('+')
  expect(markup()).not.toBe(whole)
  await userEvent.keyboard('0')
  expect(markup()).toBe(whole)
})

test('updates only the changed room after a poll', () => {
  const { poll } = open()
  const observer = new MutationObserver(() => {})
  observer.observe(plan(), {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
  poll(live.map((room) => (room.id === 'alder' ? makeLiveRoom({ ...room, sensors: [5] }) : room)))
  const alder = screen.getByRole('link', { name: 'Alder, 5 of 6 people, busy' })
  const touched = observer.takeRecords().map(({ target }) => target)
  expect(touched.length).toBeGreaterThan(0)
  expect(touched.filter((node) => !alder.contains(node))).toEqual([])
})

const notDrawn = () => screen.getByText(/^Not on the plan/)

test('if the outline of a room is a slanted line, draws the other rooms and lists that room below the plan', () => {
  open({
    outlines: {
      maple: [
        [0, 6],
        [4, 9],
        [0, 6],
      ],
    },
  })
  expect(notDrawn()).toHaveTextContent(
    'Not on the plan:Maple (outline has no area)Oak (no outline)',
  )
  expect(within(plan()).getAllByRole('link')).toHaveLength(1)
})

test('if a room is 50 km away, fits the plan to the other rooms and lists that room below the plan', () => {
  open({ outlines: { alder: square(50_000) } })
  expect(notDrawn()).toHaveTextContent('Alder (too far from the other rooms)')
  expect(within(plan()).getAllByRole('link')).toEqual([maple()])
  expect(maple()).toHaveTextContent('Maple')
})

test('hides the scale bar when coordinates are not in metres', () => {
  const millimetres = (left: number) => square(left).map((point) => point.map((one) => one * 1000))
  const { unmount } = open()
  expect(screen.getByText('2 m')).toBeVisible()
  unmount()
  open({ outlines: { maple: millimetres(0), alder: millimetres(8) } })
  expect(maple()).toHaveTextContent('Maple')
  expect(screen.queryByText(/^\d+ m$/)).not.toBeInTheDocument()
})

test('shows a message and lists the rooms when no room of a floor can be drawn', () => {
  const line = [
    [0, 6],
    [4, 9],
    [0, 6],
  ]
  open({ outlines: { maple: line, alder: line } })
  expect(screen.getByText(/No floor plan for Floor 3: Butlr’s coordinates/)).toBeVisible()
  expect(notDrawn()).toHaveTextContent('Alder (outline has no area)')
})

test('distinguishes a room with an unreadable outline from a room without an outline', () => {
  open({ unreadable: 'alder' })
  expect(notDrawn()).toHaveTextContent('Not on the plan:Alder (unreadable outline)Oak (no outline)')
})

test('gives no reasons for individual rooms if no room on the floor has an outline', () => {
  open({ query: 'place=f2' })
  expect(notDrawn()).toHaveTextContent(/^Not on the plan:Café$/)
})

test('compares rooms with usual occupancy in their labels, names and tooltips, and in the legend', () => {
  open({ usual: { usual: { lower: 4, median: 5, upper: 6 }, days: 8, weekday: 3 } })
  const room = screen.getByRole('link', {
    name: 'Maple, 2 of 10 people, in use. Quieter (usually 4–6)',
  })
  expect(within(room).getByText('↓ Usual: 4–6')).toBeInTheDocument()
  expect(
    within(room).getByText('Maple, 2 of 10 people, in use. Quieter (usually 4–6)'),
  ).toBeInTheDocument()
  expect(screen.getByText('quieter than usual')).toBeVisible()
})

test('a small room shows only an arrow beside its number', () => {
  open({
    outlines: { maple: rectangle(0, 0, 0.9, 0.9) },
    usual: { usual: { lower: 4, median: 5, upper: 6 }, days: 8, weekday: 3 },
  })
  expect(within(screen.getByRole('link', { name: /^Maple/ })).getByText(/^2↓/)).toBeInTheDocument()
})
