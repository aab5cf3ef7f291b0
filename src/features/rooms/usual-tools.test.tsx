import { fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { HistoryStatus } from '#src/contract/history-status.ts'
import type { UsualPeople } from '#src/contract/history.ts'
import { pinCounts, renderApp } from '#src/testing/render-app.tsx'

const hour = Date.parse('2026-11-26T10:00:00Z')
const status: HistoryStatus = {
  state: 'current',
  reason: null,
  daysCollected: 60,
  daysDue: 60,
  undeliveredMinutes: 0,
  from: 0,
  to: hour,
  resolution: 'minute',
}

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
  state: HistoryStatus['state'] = 'current',
) {
  const roomIds = new Map<string, string>()
  const roomId = (name: string) => roomIds.get(name) ?? ''
  const requests: string[] = []
  const app = await renderApp({
    path,
    prepare: (simulator) => {
      for (const room of simulator.topology.rooms) roomIds.set(room.name, room.id)
      pinCounts(simulator, 'Juniper', [4, 3, 2])
    },
    pageFetch: (fetch) => async (input, init) => {
      const { pathname } = new URL(
        input instanceof Request ? input.url : input,
        window.location.href,
      )
      requests.push(pathname)
      if (pathname === '/api/history/status') return Response.json({ ...status, state })
      return pathname === '/api/history/usual' ? Response.json(answer(roomId)) : fetch(input, init)
    },
  })
  return { ...app, requests }
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
/** A room renders at low priority, so checking on every DOM change would take too much time (see room-content.test.tsx). */
const patient = { interval: 500, mutationObserverOptions: { childList: true } }

test('cards show whether a room is busier than usual, and a filter shows only busier rooms', async () => {
  const { user } = await open('/?usual=on', bothRooms)
  const room = await card(/^Juniper, 9/)
  expect(await within(room).findByText('Busier than usual')).toBeVisible()
  expect(within(room).getByText('(2–6)')).toBeVisible()
  expect(within(await card(/^Maple,/)).getByText('Usual unknown (2 of 3 Thursdays)')).toBeVisible()
  expect(
    screen.getByText(
      '“Usually” is the middle half of the averages for Thursdays, 11:00–12:00, over the past 8 weeks.',
    ),
  ).toBeVisible()

  await user.click(screen.getByRole('button', { name: 'Busier than usual 1' }))
  expect(window.location.search).toBe('?usual=busier')
  expect(await card(/^Juniper, 9/)).toBeVisible()
  expect(screen.queryByRole('link', { name: /^Maple,/ })).toBeNull()

  await user.click(screen.getByRole('button', { name: 'Stop comparing' }))
  expect(window.location.search).toBe('')
  expect(within(await card(/^Juniper, 9/)).queryByText('Busier than usual')).toBeNull()
})

test('sorts rooms by how much busier than usual they are', async () => {
  await open('/?sort=usual', bothRooms)
  await screen.findByText('Busier than usual', { selector: 'a span' })
  const [first] = screen.getAllByRole('link', { name: /, \d+ of \d+ pe/ })
  expect(first).toHaveAccessibleName(/^Juniper, 9/)
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
  expect(screen.queryByRole('button', { name: /^Busier than usual/ })).toBeNull()
  expect(await card(/^Juniper, 9/)).toBeVisible()
})

test('does not compare rooms on a closed day', async () => {
  await open('/?usual=on', () => toUsual([], false))
  expect(await screen.findByText('Closed today, so rooms aren’t compared.')).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Busier than usual/ })).toBeNull()
})

test('without a history, states why rooms are not compared', async () => {
  const { requests } = await open('/?usual=on', bothRooms, 'no_account')
  expect(
    await screen.findByText(/^Rooms can’t be compared with usual because history isn’t available/),
  ).toBeVisible()
  expect(requests).not.toContain('/api/history/usual')
})

test('a room shows its usual occupancy and the days behind it', async () => {
  const { user } = await open('/', bothRooms)
  await user.click(await card(/^Juniper, 9/))
  const room = within(await screen.findByRole('dialog', { name: 'Juniper' }, patient))
  expect(
    await room.findByRole('button', { name: 'Busier than usual (2–6)' }, patient),
  ).toBeVisible()
  const panel = room.getByLabelText('Usual occupancy', { selector: '[popover]' })
  // jsdom does not implement popovers.
  fireEvent(panel, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  const details = within(panel)
  expect(details.getByText('Usually 2–6 people in Juniper')).toBeInTheDocument()
  expect(details.getByText('Thursdays, 11:00–12:00, since 5 Nov')).toBeInTheDocument()
  expect(
    details.getAllByRole('listitem', { hidden: true }).map(({ textContent }) => textContent),
  ).toContain('Thu 12 Nov: average 4.3')
})
