import {
  boardDraft,
  makeLiveRoom,
  makeDevice,
  makeTopology,
  makeRoom,
} from '#src/testing/fixtures.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { ChartFrame } from '#src/components/charts/chart-frame.tsx'
import { DeviceTable } from '#src/features/sensors/device-table.tsx'
import { readDevicesParams } from '#src/features/sensors/devices-params.ts'
import { withIssues } from '#src/features/sensors/device-issues.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import { readOverviewParams } from '#src/lib/overview-params.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'
import { FloorPlanView } from '#src/features/floor-plan/floor-plan-view.tsx'
import { RoomGrid } from '#src/features/rooms/room-grid.tsx'
import { toRoomCardModels } from '#src/domain/live-rooms/displayed-rooms.ts'
import { TableView } from '#src/features/rooms/table/table-view.tsx'
import { BoardView } from '#src/board/board-view.tsx'
import type { BoardPage } from '#src/board/typography/board-pages.ts'
import type { BoardDraft } from '#src/contract/board.ts'

/** A timestamp outside the valid Date range. Formatting it throws, as an example of any rendering error. */
const invalidTime = 1e17
const square = (left: number): [number, number][] => [
  [left, 0],
  [left + 8, 0],
  [left + 8, 8],
  [left, 8],
]
const validRoom = makeLiveRoom({ id: 'maple', name: 'Maple', outline: square(0) })
const bad = makeLiveRoom({
  id: 'alder',
  name: 'Alder',
  outline: square(8),
  sensors: ['missing'],
  lastSeenAt: invalidTime,
})
const repairedRoom = makeLiveRoom({ id: 'alder', name: 'Alder', outline: square(8), sensors: [3] })
/** Creates a room with a property that throws when read. */
function unreadable(): LiveRoom {
  const occupancy = { ...repairedRoom.occupancy }
  Object.defineProperty(occupancy, 'contributions', {
    get() {
      throw new Error('no contributions')
    },
  })
  return { ...repairedRoom, occupancy }
}
const nameOf = (element: Element) => `${element.getAttribute('aria-label')} ${element.textContent}`
const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: { name: 'Europe/Berlin', known: true } }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f3', name: 'Floor 3', buildingId: 'b', level: 3 }],
  rooms: [validRoom, bad].map(({ id, name, outline }) =>
    makeRoom({ id, name, outline, floorId: 'f3' }),
  ),
})
const view = {
  at: 0,
  grouped: false,
  freshness: 'live',
  openRoomId: undefined,
  params: readOverviewParams(new URLSearchParams()),
  onChange: () => {},
} as const
const inView = (rooms: readonly LiveRoom[]) =>
  toRoomCardModels(rooms, locateFloors(topology), { at: 0, freshness: 'live', intervalMs: 5_000 })

class UnchangedSizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', UnchangedSizes)
  onTestFinished(() => void vi.unstubAllGlobals())
  // React logs errors that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const client = new QueryClient()

function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5_000}>{children}</PollersProvider>
    </QueryClientProvider>
  )
}
const show = (what: ReactNode) => render(what, { wrapper: Providers })

test('a card that fails to render shows an error in its place and recovers with valid data', () => {
  const cards = (rooms: LiveRoom[]) => (
    <RoomGrid {...view} rooms={inView(rooms)} all={inView(rooms)} />
  )
  const { rerender } = show(cards([validRoom, bad]))
  expect(screen.getByText('Couldn’t show Alder.')).toBeVisible()
  expect(screen.getByRole('link', { name: /^Maple, 6 of 10/ })).toBeVisible()
  rerender(cards([validRoom, repairedRoom]))
  expect(screen.getByRole('link', { name: /^Alder, 3 of 10/ })).toBeVisible()
})

test('a room table row that fails to render shows an error in its place', () => {
  show(<TableView {...view} rooms={inView([validRoom, bad])} />)
  expect(screen.getByRole('row', { name: 'Couldn’t show Alder.' })).toBeVisible()
  expect(screen.getByRole('link', { name: /^Maple, 6 of 10/ })).toBeVisible()
})

test('a floor plan room that fails to render shows an error in its place', () => {
  const rooms = inView([validRoom, unreadable()])
  show(<FloorPlanView {...{ ...view, rooms, topology }} all={rooms} directory={undefined} />)
  expect(screen.getByRole('img', { name: 'Couldn’t show Alder.' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /^Maple, 6 of 10/ })).toBeInTheDocument()
})

test('a sensor table row that fails to render shows an error in its place', () => {
  const devices = [
    makeDevice({ mac: 'a', name: 'North' }),
    makeDevice({ mac: 'b', name: 'South', lastHeartbeatAt: invalidTime, online: false }),
  ]
  const room = { id: null, name: 'Maple', floor: null, zone: { name: 'UTC', known: true } }
  const devicesWithIssues = withIssues(devices, [], () => room, null, [], 0)
  show(
    <DeviceTable
      devices={devicesWithIssues}
      empty={[]}
      reporting={null}
      params={readDevicesParams(new URLSearchParams())}
      onChange={() => {}}
      context={{ grouped: false, getSensorName: String, getHiveSize: () => 0, getRoomHref: String }}
    />,
  )
  expect(screen.getByRole('row', { name: 'Couldn’t show South.' })).toBeVisible()
  expect(screen.getByRole('row', { name: /^North/ })).toBeVisible()
})

test('a chart that fails to render shows an error in its place and keeps its controls', () => {
  const series = [{ id: 'a', label: 'North', colour: 'red', points: [{ at: 0, value: 1 }] }]
  const zone = { name: 'UTC', known: true }
  const data = { label: 'People', zone, from: 0, to: 60_000, step: 60_000 }
  const chart = { ...data, series, curve: 'step' } as const
  const Broken = () => {
    throw new Error('no chart')
  }
  show(
    <ChartFrame
      title="Over time"
      level={2}
      exportHeading={{ title: '', details: [] }}
      state={{ kind: 'ready', data: chart }}
      controls={<button type="button">Metric</button>}
    >
      {() => <Broken />}
    </ChartFrame>,
  )
  expect(screen.getByText('Couldn’t show this chart.')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Metric' })).toBeVisible()
})

function renderBoard(
  board: BoardDraft,
  rooms: readonly LiveRoom[],
  page: BoardPage,
  shownTopology = topology,
) {
  show(
    <BoardView
      {...{ board, rooms, page, at: 0, now: 0, freshness: 'live', intervalMs: 5_000 }}
      topology={shownTopology}
      sensorsAt={0}
      zone={{ name: 'UTC', known: true }}
      notLiveSince={null}
      nextTryAt={null}
      index={0}
      count={1}
      done={0}
    />,
  )
}

test('a floor that fails to render on a board of totals shows an error in its place', () => {
  const floors = [...topology.floors, { id: 'f4', name: 'Floor 4', buildingId: 'b', level: 4 }]
  const rooms = [validRoom, { ...unreadable(), floorId: 'f4' }]
  const board = { ...boardDraft, layout: 'totals' as const }
  renderBoard(board, rooms, { kind: 'floors', ids: ['f3', 'f4'] }, { ...topology, floors })
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent)
  expect(rows).toEqual([expect.stringMatching(/^Floor 3.*6$/), 'Floor 4Couldn’t show floor'])
  expect(screen.getByText('Live · 0 s ago')).toBeInTheDocument()
})

test.each(['cards', 'rows', 'plan'] as const)(
  'a tile that fails to render on a board with layout %s shows an error in its place',
  (layout) => {
    const page: BoardPage =
      layout === 'plan'
        ? { kind: 'plan', floorId: 'f3' }
        : { kind: 'rooms', ids: ['maple', 'alder'] }
    renderBoard({ ...boardDraft, layout }, [validRoom, unreadable()], page)
    const role = layout === 'plan' ? 'img' : 'listitem'
    const failed = screen.getAllByRole(role).filter((element) => /Alder/.test(nameOf(element)))
    expect(failed.map(nameOf)).toEqual([expect.stringMatching(/Couldn’t show/)])
    expect(screen.getByRole(role, { name: /^Maple, 6 of 10/ })).toBeInTheDocument()
    expect(screen.getByText('Live · 0 s ago')).toBeInTheDocument()
  },
)
