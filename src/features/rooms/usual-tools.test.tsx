import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { UsualPeople } from '#src/contract/history.ts'
import { withHistoryResponses, type HistoryStatusResponse } from '#src/testing/history-responses.ts'
import { pinCounts, renderApp } from '#src/testing/render-app.tsx'

const hour = Date.parse('2026-11-26T10:00:00Z')
type Room = UsualPeople['groups'][number]['rooms'][number]

/** Returns the usual occupancy for Thursdays, 11:00 to 12:00 in Berlin. */
const toUsual = (rooms: Room[], isOpenDay = true): UsualPeople => ({
  groups: [
    {
      timeZone: 'Europe/Berlin',
      from: hour,
      to: hour + 3_600_000,
      weekday: 3,
      isOpenDay,
      rooms,
    },
  ],
})

/** Opens the page. `answer` returns the usual occupancy; its argument returns the ID of a room by name. */
async function open(
  path: string,
  answer: (roomId: (name: string) => string) => UsualPeople,
  status: Partial<HistoryStatusResponse> = {},
) {
  const roomIds = new Map<string, string>()
  const requests: string[] = []
  const withHistory = withHistoryResponses(status, {
    usual: () => Response.json(answer((name) => roomIds.get(name) ?? '')),
  })
  const connection = { isUp: true }
  const app = await renderApp({
    path,
    prepare: (simulator) => {
      for (const room of simulator.topology.rooms) roomIds.set(room.name, room.id)
      pinCounts(simulator, 'Juniper', [4, 3, 2])
    },
    pageFetch: (fetch) => async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, window.location.href)
      requests.push(url.pathname)
      if (!connection.isUp) throw new TypeError('Failed to fetch')
      return withHistory(fetch)(input, init)
    },
  })
  return { ...app, requests, connection }
}

const juniper = (roomId: (name: string) => string): Room => ({
  room: roomId('Juniper'),
  days: 4,
  usual: { lower: 2, median: 4, upper: 6 },
  averages: [
    { date: '2026-11-05', people: 2 },
    { date: '2026-11-12', people: 4.25 },
    { date: '2026-11-19', people: 6 },
  ],
})
const maple = (roomId: (name: string) => string): Room => ({
  room: roomId('Maple'),
  days: 2,
  usual: null,
  averages: [],
})
const bothRooms = (roomId: (name: string) => string) => toUsual([juniper(roomId), maple(roomId)])
const card = (name: RegExp) => screen.findByRole('link', { name })
/** Renders the content of a popover, because jsdom does not implement popovers. */
const showPopover = (popover: HTMLElement) =>
  fireEvent(popover, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
/**
 * A room renders at low priority, so checking on every DOM change would take too much time (see room-content.test.tsx).
 */
const patient = { interval: 500, mutationObserverOptions: { childList: true } }

test('cards show whether a room is busier than usual, and a filter shows only busier rooms', async () => {
  const { user } = await open('/?usual=on', bothRooms)
  const room = await card(/^Juniper, 9/)
  expect(await within(room).findByText('Busier')).toBeVisible()
  expect(within(room).getByText('(usually 2–6)')).toBeVisible()
  expect(room).toHaveAccessibleDescription('Busier (usually 2–6)')
  expect(
    within(await card(/^Maple,/)).getByText('Not enough data (2 of 3 Thursdays)'),
  ).toBeVisible()
  expect(screen.getByText(/^“Usually” is the middle half/)).toHaveTextContent(
    '“Usually” is the middle half of Thursdays, 11:00–12:00, open days of the past 8 weeks.',
  )

  await user.click(screen.getByRole('button', { name: '1 room busier than usual' }))
  expect(window.location.search).toBe('?usual=busier')
  expect(await card(/^Juniper, 9/)).toBeVisible()
  expect(screen.queryByRole('link', { name: /^Maple,/ })).toBeNull()

  await user.click(screen.getByRole('button', { name: 'Stop comparing' }))
  expect(window.location.search).toBe('')
  expect(within(await card(/^Juniper, 9/)).queryByText('Busier')).toBeNull()
})

test('sorts rooms by how much busier than usual they are', async () => {
  await open('/?sort=usual', bothRooms)
  await screen.findByText('Busier', { selector: 'a span' })
  const [first] = screen.getAllByRole('link', { name: /, \d+ of \d+ pe/ })
  expect(first).toHaveAccessibleName(/^Juniper, 9/)
})

test('another sort order keeps the comparison until the user stops it', async () => {
  const { user } = await open('/?sort=usual', bothRooms)
  await screen.findByText('Busier', { selector: 'a span' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sort' }), 'By name')
  expect(window.location.search).toBe('?sort=name&usual=on')
  expect(within(await card(/^Juniper, 9/)).getByText('Busier')).toBeVisible()
})

test('the table has a column of usual occupancy, which sorts by the difference from it', async () => {
  const { user } = await open('/?view=table&usual=on', bothRooms)
  const cell = await screen.findByRole('cell', { name: '2–6 3 above' })
  expect(within(cell).getByText('3 above')).toBeVisible()
  expect(screen.getByText('Not enough data (2 of 3 Thursdays)')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Usual' }))
  expect(window.location.search).toBe('?view=table&usual=on&sort=usual')
  expect(screen.getByRole('columnheader', { name: 'Usual' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await user.click(screen.getByRole('button', { name: 'Stop comparing' }))
  expect(window.location.search).toBe('?view=table')
  expect(screen.queryByRole('columnheader', { name: 'Usual' })).toBeNull()
})

test('while the gateway is unreachable, states the reason and that another request follows', async () => {
  const { connection, user } = await open('/', bothRooms)
  await card(/^Juniper, 9/)
  connection.isUp = false
  showPopover(screen.getByLabelText('Find a room', { selector: '[popover]' }))
  await user.click(
    screen.getByRole('checkbox', { name: 'Compare with usual occupancy', hidden: true }),
  )
  expect(
    await screen.findByText(
      'Rooms can’t be compared with usual occupancy right now. Can’t reach the Headroom server. Headroom will keep trying.',
    ),
  ).toBeVisible()
})

test('requests usual occupancy only when a view or filter needs it', async () => {
  const { requests } = await open('/', bothRooms)
  await card(/^Juniper, 9/)
  await screen.findByRole('button', { name: 'Saved views' })
  expect(requests.filter((path) => path.startsWith('/api/history'))).toEqual([])
})

test('if there is data for too few days, shows a message and all rooms', async () => {
  await open('/?usual=busier', (roomId) => toUsual([maple(roomId)]))
  expect(await screen.findByText(/^Rooms can’t be compared yet/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /busier than usual/ })).toBeNull()
  expect(await card(/^Juniper, 9/)).toBeVisible()
})

test('does not compare rooms on a closed day', async () => {
  await open('/?usual=on', () => toUsual([], false))
  expect(await screen.findByText('Closed today, so rooms aren’t compared.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /busier than usual/ })).toBeNull()
})

test('without a history, states why rooms are not compared', async () => {
  const { requests } = await open('/?usual=on', bothRooms, { state: 'no_account' })
  expect(
    await screen.findByText(
      /^Rooms can’t be compared with usual occupancy because history isn’t available/,
    ),
  ).toBeVisible()
  expect(requests).not.toContain('/api/history/usual')
})

test('a room shows its usual occupancy and the days behind it', async () => {
  const { user } = await open('/', bothRooms)
  await user.click(await card(/^Juniper, 9/))
  const room = within(await screen.findByRole('dialog', { name: 'Juniper' }, patient))
  expect(await room.findByRole('button', { name: 'Busier (usually 2–6)' }, patient)).toBeVisible()
  const panel = room.getByLabelText('Usual occupancy', { selector: '[popover]' })
  showPopover(panel)
  const details = within(panel)
  expect(details.getByText('Usually 2–6 people in Juniper')).toBeInTheDocument()
  expect(details.getByText('Thursdays, 11:00–12:00, since 5 Nov')).toBeInTheDocument()
  expect(
    details.getAllByRole('listitem', { hidden: true }).map(({ textContent }) => textContent),
  ).toContain('Thu 12 Nov: average 4.3')
})

test('a room for one person shows words instead of numbers', async () => {
  const { user } = await open('/', (roomId) =>
    toUsual([
      {
        room: roomId('Booth 3.1'),
        days: 8,
        usual: { lower: 0, median: 1, upper: 1 },
        averages: [],
      },
    ]),
  )
  await user.click(await card(/^Booth 3\.1,/))
  const room = within(await screen.findByRole('dialog', { name: 'Booth 3.1' }, patient))
  await room.findByRole('button', { name: 'Usually in use at this time' }, patient)
  const panel = room.getByLabelText('Usual occupancy', { selector: '[popover]' })
  showPopover(panel)
  expect(panel).toHaveTextContent(
    'Booth 3.1 is usually in useThursdays, 11:00–12:00Based on 8 Thursdays. Numbers aren’t shown for 1-person rooms.',
  )
})
