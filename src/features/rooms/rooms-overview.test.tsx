import { roomHref } from '#src/lib/routes.ts'
import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { createSnapshotPoller } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { parseReadings, nextSnapshot, type Snapshot } from '#src/domain/readings/readings.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import {
  makeDevice,
  makeSensorDirectory,
  makeTopology,
  makeRoom,
  makeNorthgate,
  northgate,
} from '#src/testing/fixtures.ts'
import { createPageCache, refuseQuery, renderPage } from '#src/testing/page-cache.tsx'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { HttpError } from '#src/contract/errors.ts'
import { RoomsOverview } from './rooms-overview.tsx'

const quiet = { id: 'quiet', name: 'Quiet' }
const rooms = [
  { id: 'maple', name: 'Maple', floorId: 'f3', kind: 'Meeting room', capacity: 10 },
  { id: 'alder', name: 'Alder', floorId: 'f3', kind: 'Focus room', capacity: 6, tags: [quiet] },
  { id: 'oak', name: 'Oak', floorId: 'f2', kind: 'Meeting room', capacity: 12, tags: [quiet] },
  { id: 'cafe', name: 'Café', floorId: 'f2', kind: null, capacity: null },
].map(makeRoom)
const topology = makeNorthgate({
  rooms,
  tags: [quiet],
})
const directory = makeSensorDirectory({
  byRoom: Object.fromEntries(rooms.map(({ id }) => [id, [makeDevice({ mac: id })]])),
})
const people = { maple: 6, alder: 0, oak: 15, cafe: 1 }
const poller = createSnapshotPoller(5 * second)
const { queryKey: snapshotKey } = snapshotQuery(poller)

// A spy that counts renders, because a card computes the URL of its room whenever it renders.
vi.mock(import('#src/lib/routes.ts'), { spy: true })
const rendered = vi.mocked(roomHref)

/** Fills a cache with API responses. `show` renders the overview, and `poll` adds the next response. */
function open({
  path = '/',
  ageMs = 0,
  places = topology,
  sensors = places === 'refused' ? 'refused' : directory,
  answered = true,
}: {
  path?: string
  ageMs?: number
  places?: Topology | 'refused'
  sensors?: SensorDirectory | 'refused'
  answered?: boolean
} = {}) {
  const client = createPageCache(
    places === 'refused' ? null : places,
    sensors === 'refused' ? null : sensors,
  )
  const poll = (counts: Record<string, number>, at = Date.now()) => {
    const answer = Object.entries(counts).map(([id, last]) => [id, { [id]: { last } }])
    client.setQueryData<Snapshot>(snapshotKey, (before) =>
      nextSnapshot(before, parseReadings(Object.fromEntries(answer)), at),
    )
  }
  client.setQueryData(recentHistoryQuery().queryKey, { at: 0, rooms: {} })
  if (answered) poll(people, Date.now() - ageMs)

  window.history.replaceState(null, '', path)
  const show = () => renderPage(client, <RoomsOverview FloorPlan={() => null} />)
  const refuse = (queryKey: readonly unknown[], error?: Error) =>
    refuseQuery(client, queryKey, error)
  return { client, refuse, poll, show, user: userEvent.setup() }
}

const denied = new HttpError(
  'POST /api/v3/graphql',
  403,
  { code: 'forbidden', message: 'Denied.' },
  null,
)

const textsOf = (elements: readonly HTMLElement[]) => elements.map((one) => one.textContent)
const cards = () =>
  screen
    .queryAllByRole('link', { name: /, (at least )?\d+ |, no data/ })
    .map((card) => card.getAttribute('aria-label')?.split(',')[0])
const filters = async () =>
  within(await screen.findByRole('group', { name: 'Filter by state' })).getAllByRole('button')

test('shows every room as a link with its number of people', () => {
  open().show()
  expect(screen.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toHaveAttribute(
    'href',
    '/rooms/maple',
  )
  expect(screen.getByRole('link', { name: 'Oak, 15 of 12 people, 3 over' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Café, 1 person, in use' })).toBeVisible()
})

test('with a state filter, a room at its limit does not appear and disappear on every poll', async () => {
  const { poll, show } = open({ path: '/?state=over' })
  show()
  const now = Date.now()
  const shown: string[] = []
  for (let index = 0; index < 10; index += 1) {
    await act(async () => {
      poll({ ...people, maple: 10 + (index % 2) }, now + index * 5_000)
      // React Query notifies components in a separate task.
      await new Promise((resolve) => setTimeout(resolve))
    })
    shown.push(cards().join())
  }
  expect(shown[0]).toBe('Oak')
  expect(new Set(shown.slice(1))).toEqual(new Set(['Maple,Oak']))
})

test('groups rooms by floor, with the totals of each floor', () => {
  open().show()
  expect(textsOf(screen.getAllByRole('heading', { level: 2 }))).toEqual(['Floor 3', 'Floor 2'])
  const floor = screen.getByRole('list', { name: 'Floor 2' })
  expect(within(floor).getAllByRole('listitem')).toHaveLength(2)
  expect(screen.getByText('16 people · 2 of 2 rooms in use')).toBeVisible()
})

test('shows the totals of all rooms', () => {
  open().show()
  const totals = screen.getByLabelText('Totals')
  expect(totals).toHaveTextContent('people now22')
  expect(totals).toHaveTextContent('rooms in use3of 4')
  expect(totals).toHaveTextContent('busiest · 125% of capacityOak15 / 12')
  expect(totals).toHaveTextContent('sensors reporting4of 4')
})

test('shows the number of rooms per state filter and stores the filter in the URL', async () => {
  const { show, user } = open()
  show()
  expect(textsOf(await filters())).toEqual([
    'All 4',
    'Free 1',
    'In use 2',
    'Busy 0',
    'Full 0',
    'Over capacity 1',
    'No data 0',
  ])
  await user.click(screen.getByRole('button', { name: /^In use/ }))
  expect(cards()).toEqual(['Maple', 'Café'])
  expect(window.location.search).toBe('?state=in-use')
  expect(screen.getByRole('button', { name: /^In use/, pressed: true })).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^All/ }))
  expect(window.location.search).toBe('')
  expect(cards()).toHaveLength(4)
})

test('restores the view from the URL and passes its query on to room links', async () => {
  open({ path: '/?state=over&q=meeting&sort=occupancy' }).show()
  expect(cards()).toEqual(['Oak'])
  expect(await screen.findByRole('combobox', { name: 'Sort' })).toHaveValue('occupancy')
  expect(screen.getByRole('button', { name: 'Filters “meeting”' })).toBeVisible()
  expect(screen.getByRole('link', { name: /^Oak/ })).toHaveAttribute(
    'href',
    '/rooms/oak?state=over&q=meeting&sort=occupancy',
  )
})

test('ignores unknown query values', () => {
  open({ path: '/?state=purple&sort=backwards' }).show()
  expect(cards()).toEqual(['Maple', 'Alder', 'Oak', 'Café'])
})

/** Opens the menu of filters; jsdom does not implement popovers. */
async function openFilters() {
  await screen.findByRole('button', { name: /^Filters/ })
  const panel = screen.getByLabelText('Find a room')
  fireEvent(panel, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
}

test('shows the search of the URL as a removable filter', async () => {
  const { show, user } = open({ path: '/?q=cafe' })
  show()
  expect(cards()).toEqual(['Café'])
  await openFilters()
  await user.click(screen.getByRole('button', { name: 'Remove filter: “cafe”', hidden: true }))
  expect(window.location.search).toBe('')
  expect(cards()).toHaveLength(4)
})

test('finds a room by seats, state, tag and floor, with the smallest sufficient room first', async () => {
  const { show, user } = open()
  show()
  await openFilters()
  const field = (name: string) => screen.getByRole('combobox', { name, hidden: true })
  await user.selectOptions(field('Seats'), '6 or more')
  expect(cards()).toEqual(['Alder', 'Maple', 'Oak'])
  await user.click(screen.getByRole('button', { name: 'Free 1' }))
  expect(cards()).toEqual(['Alder'])
  expect(window.location.search).toBe('?seats=6&state=free')
  await user.click(screen.getByRole('button', { name: 'Free 1' }))
  // A click outside the menu has closed it.
  await openFilters()
  await user.selectOptions(field('Tag'), 'Quiet')
  expect(cards()).toEqual(['Alder', 'Oak'])
  await user.selectOptions(field('Floor'), 'Floor 2')
  expect(cards()).toEqual(['Oak'])
  expect(window.location.search).toBe('?seats=6&place=f2&tag=quiet')
  expect(screen.getByRole('button', { name: 'Filters 6 or more seats, Quiet' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove filter: Quiet', hidden: true }))
  expect(window.location.search).toBe('?seats=6&place=f2')
  await user.click(screen.getByRole('button', { name: 'Clear filters', hidden: true }))
  expect(window.location.search).toBe('?place=f2')
  expect(screen.getByRole('button', { name: 'Filters' })).toBeVisible()
})

test('limits the totals to the selected location', () => {
  open({ path: '/?place=f3' }).show()
  expect(cards()).toEqual(['Maple', 'Alder'])
  expect(screen.getByLabelText('Totals')).toHaveTextContent('people now6')
})

test('names the floor on each card when a sort order removes the grouping by floor', async () => {
  const { show, user } = open()
  show()
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Sort' }), 'By utilisation')
  expect(cards()).toEqual(['Oak', 'Maple', 'Alder', 'Café'])
  expect(window.location.search).toBe('?sort=utilisation')
  expect(screen.queryByRole('heading', { level: 2 })).not.toBeInTheDocument()
  // The kind comes before the floor, because the end of the text may be truncated.
  expect(screen.getByText('Floor 2 · Meeting room')).toBeVisible()
})

test('keeps the order of cards while the pointer is over them and updates it afterwards', async () => {
  const { show, user, poll } = open({ path: '/?sort=occupancy' })
  show()
  expect(cards()).toEqual(['Oak', 'Maple', 'Café', 'Alder'])
  await user.hover(screen.getByRole('link', { name: /^Maple/ }))
  act(() => poll({ ...people, alder: 40 }))
  expect(await screen.findByRole('link', { name: /Alder, 40/ })).toBeVisible()
  expect(cards()).toEqual(['Oak', 'Maple', 'Café', 'Alder'])
  await user.hover(screen.getByRole('combobox', { name: 'Sort' }))
  expect(cards()).toEqual(['Alder', 'Oak', 'Maple', 'Café'])
})

test('keeps the order of cards while the keyboard focus is in the grid', async () => {
  const { show, user, poll } = open({ path: '/?sort=occupancy' })
  show()
  const tools = await screen.findByRole('group', { name: 'View' })
  act(() => within(tools).getByRole('button', { name: 'Floor plan' }).focus())
  await user.tab()
  expect(screen.getByRole('link', { name: /^Oak/ })).toHaveFocus()
  act(() => poll({ ...people, alder: 40 }))
  expect(await screen.findByRole('link', { name: /Alder, 40/ })).toBeVisible()
  expect(cards()).toEqual(['Oak', 'Maple', 'Café', 'Alder'])
  await user.keyboard('{ArrowRight}')
  expect(screen.getByRole('link', { name: /^Maple/ })).toHaveFocus()
  expect(cards()).toEqual(['Oak', 'Maple', 'Café', 'Alder'])
  await user.tab({ shift: true })
  expect(cards()).toEqual(['Alder', 'Oak', 'Maple', 'Café'])
})

test('names the filters that no room matches and offers to clear them', async () => {
  const { show, user } = open({ path: '/?state=busy&q=map' })
  show()
  expect(await screen.findByText('No busy rooms match “map”.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Show all states' }))
  expect(cards()).toEqual(['Maple'])
})

test('offers to clear a search without matches', async () => {
  const { show, user } = open({ path: '/?q=zzz' })
  show()
  expect(await screen.findByText('No rooms match “zzz”.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(cards()).toHaveLength(4)
})

test('marks every card and the totals as stale when the data is stale', () => {
  open({ ageMs: 4 * minute }).show()
  const card = screen.getByRole('link', { name: 'Maple, 6 of 10 people, out of date' })
  expect(card).toHaveTextContent('Updated 4 min ago')
  expect(screen.getByText('Out of date: last updated 4 min ago')).toBeVisible()
  expect(screen.getByRole('button', { name: /^Out of date/ })).toHaveTextContent('4')
})

test('removes expired values and shows on each card when the room last had data', () => {
  open({ ageMs: 15 * minute }).show()
  const card = screen.getByRole('link', { name: 'Maple, no data' })
  expect(card).toHaveTextContent(/Since \d\d:\d\d/)
  expect(screen.getByLabelText('Totals')).toHaveTextContent(
    'people now–rooms in use–busiest–sensors reporting–',
  )
})

test('opens the breakdown of a room with the `e` key on its card', async () => {
  const { show, user } = open({ path: '/?state=in-use' })
  show()
  // The keys load with the toolbar.
  await screen.findByRole('group', { name: 'View' })
  expect(
    screen.getByRole('link', { name: '1 of 1 sensor, show breakdown of Maple' }),
  ).toHaveAttribute('href', '/?state=in-use&explain=room%3Amaple')
  act(() => screen.getByRole('link', { name: /^Maple/ }).focus())
  await user.keyboard('e')
  expect(window.location.search).toBe('?state=in-use&explain=room%3Amaple')
})

test('the table view shows all rooms, and a click on a column heading sorts them', async () => {
  const { show, user } = open({ path: '/?view=table&state=in-use' })
  show()
  const table = await screen.findByRole('table', { name: 'Rooms' })
  const names = () => textsOf(within(table).getAllByRole('rowheader'))
  expect(names()).toEqual(['Maple', 'Café'])
  await user.click(within(table).getByRole('button', { name: 'Room' }))
  expect(names()).toEqual(['Café', 'Maple'])
  expect(window.location.search).toBe('?view=table&state=in-use&sort=name')
  await user.click(within(table).getByRole('button', { name: 'Room' }))
  expect(names()).toEqual(['Maple', 'Café'])
  expect(within(table).getByRole('columnheader', { name: 'Room' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await user.click(screen.getByRole('button', { name: 'Cards' }))
  expect(cards()).toEqual(['Maple', 'Café'])
})

test('reads the columns of the table from the URL', async () => {
  const { show } = open({ path: '/?view=table&columns=room,occupancy,state' })
  show()
  const table = await screen.findByRole('table', { name: 'Rooms' })
  expect(textsOf(within(table).getAllByRole('columnheader'))).toEqual(['Room', 'People', 'State'])
})

test('still shows late values, with their age', () => {
  open({ ageMs: 30 * second }).show()
  expect(screen.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toHaveTextContent(
    '30 s ago',
  )
})

test('updates ages without rendering cards when a poll changes nothing', async () => {
  const { show, poll } = open({ ageMs: 5 * second })
  show()
  rendered.mockClear()
  act(() => poll(people))
  expect(await screen.findAllByText('0 s ago')).toHaveLength(4)
  expect(rendered).not.toHaveBeenCalled()
})

test('renders only the cards of changed rooms after a poll', async () => {
  const { show, poll } = open()
  show()
  rendered.mockClear()
  act(() => poll({ ...people, oak: 14 }))
  expect(await screen.findByRole('link', { name: 'Oak, 14 of 12 people, 2 over' })).toBeVisible()
  expect(new Set(rendered.mock.calls.flat())).toEqual(new Set(['oak']))
})

test('does not render cards when the clock ticks', async () => {
  const { show } = open()
  show()
  rendered.mockClear()
  expect(await screen.findAllByText('1 s ago')).not.toHaveLength(0)
  expect(rendered).not.toHaveBeenCalled()
})

test('shows rooms by ID in one group when the topology request fails', async () => {
  const { refuse, show } = open({ places: 'refused' })
  await refuse(topologyQuery().queryKey)
  await refuse(sensorDirectoryQuery().queryKey, denied)
  show()
  expect(screen.getByRole('link', { name: 'oak, 15 people, in use' })).toBeVisible()
  expect(screen.queryByRole('heading', { level: 2 })).not.toBeInTheDocument()
  expect(await screen.findByText(/rooms appear by ID/)).toBeVisible()
})

test('without the list of sensors, numbers are lower bounds, no room is free, and a note explains why', async () => {
  const { refuse, show } = open({ sensors: 'refused' })
  await refuse(sensorDirectoryQuery().queryKey)
  show()
  expect(screen.getByRole('link', { name: /^Oak, at least 15 people/ })).toBeVisible()
  expect(screen.getByRole('link', { name: /^Alder, no data/ })).toBeVisible()
  expect(await screen.findByText(/^The sensor list is unavailable right now/)).toBeVisible()
})

test('lists the missing parts of an incomplete topology', async () => {
  open({ places: { ...topology, missing: [{ kind: 'room', count: 2, within: 'Floor 3' }] } }).show()
  expect(await screen.findByText(/Missing: at least 2 rooms on Floor 3\./)).toBeVisible()
})

test.each([
  ['the file', 'Problem with the settings file: The file doesn’t exist.'],
  ['rooms.oak', 'Problem with the settings file (rooms.oak): The file doesn’t exist.'],
])('shows a problem with the overrides file at the position “%s”', async (where, words) => {
  const { client, show } = open()
  const problem = { message: 'The file doesn’t exist.', where, at: 0 }
  client.setQueryData(
    overridesQuery().queryKey,
    (before) => before && { ...before, configured: true, problem },
  )
  show()
  expect(await screen.findByText(words)).toBeVisible()
})

test('shows the time zone in the legend', async () => {
  open().show()
  expect(await screen.findByText(/^Times in Europe\/Berlin \((CET|CEST)\)$/)).toBeVisible()
})

test('the legend lists only the time zones of the selected location', async () => {
  const sites = [
    { id: 's', name: 'Northgate', zone: { name: 'Europe/Berlin', known: true } },
    { id: 'h', name: 'Hudson', zone: { name: 'America/New_York', known: true } },
  ]
  const places = makeTopology({
    sites,
    buildings: [...northgate.buildings, { id: 'b2', name: 'Annex', siteId: 'h' }],
    floors: [
      ...northgate.floors.filter(({ id }) => id !== 'f2'),
      { id: 'f2', name: 'Floor 2', buildingId: 'b2', level: 2 },
    ],
    rooms,
  })
  open({ places, path: '/?place=f2' }).show()
  expect(await screen.findByText(/^Times in America\/New_York \([^)]+\)$/)).toBeVisible()
})

test('shows a loading state before the first response', () => {
  open({ answered: false }).show()
  expect(screen.getByRole('status')).toHaveTextContent('Loading rooms')
})

test('announces automatic retries when the first request fails', async () => {
  const { refuse, show } = open({ answered: false })
  await refuse(snapshotKey)
  show()
  expect(screen.getByRole('alert')).toHaveTextContent('Headroom will keep trying')
})

test('keeps the last data when a poll fails', async () => {
  const { refuse, show } = open()
  await refuse(snapshotKey)
  show()
  expect(screen.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toBeVisible()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})
