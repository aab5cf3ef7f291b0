import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp, presenceSensorMacs, pinCounts } from '#src/testing/render-app.tsx'
import { shortenMac } from '#src/format/sensor-labels.ts'
import { updateSearchParams } from '#src/lib/navigation.tsx'

/** Opens the overview with Juniper's three sensors pinned to counts of 4, 3 and 2. */
const openOverview = () =>
  renderApp({ prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]) })

const card = (name: RegExp) => screen.findByRole('link', { name })
/**
 * React renders the room at low priority, and each update of the page (once a second) restarts that work if it is
 * unfinished. Checking on every DOM change, the default, would take so much time on a busy machine that the room never
 * renders.
 */
const patient = { interval: 500, mutationObserverOptions: { childList: true } }
const panel = (name: string) => screen.findByRole('dialog', { name }, patient)

test('a card opens its room, and the sum of its sensors equals the card’s number', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9 of 14 people, in use/))

  const room = within(await panel('Juniper'))
  expect(room.getByRole('heading', { name: 'Juniper', level: 2 })).toBeVisible()
  expect(room.getByText(textOf('p', '9 / 14'))).toBeVisible()
  expect(room.getByText(textOf('p', '4 North + 3 Centre + 2 Door = 9 people'))).toBeVisible()
  expect(room.getByText(textOf('p', 'In use'), { exact: false })).toBeVisible()
  const sensors = within(room.getByRole('list', { name: 'Sensors' })).getAllByRole('listitem')
  expect(sensors).toHaveLength(3)
  expect(sensors[0]).toHaveTextContent(/North.*max4.*mean4.*last4.*Reporting/)
})

test('stores metric, range and table view in the URL and updates the table', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: 'Table view' }))
  const last = await room.findByRole('table', { name: /^People by sensor, live \(latest count\)/ })
  expect(
    within(last)
      .getAllByRole('columnheader')
      .map((one) => one.textContent),
  ).toEqual(['Time', 'North', 'Centre', 'Door', 'Room'])

  await user.click(within(room.getByRole('group', { name: 'Metric' })).getByText('Max'))
  expect(window.location.search).toBe('?chart=table&metric=max')
  const max = await room.findByRole('table', { name: /^People by sensor, live \(maximum\)/ })
  expect(within(max).queryByRole('columnheader', { name: 'Room' })).toBeNull()
  expect(room.getByText(/^No total: sensors peak at different times/)).toBeVisible()

  await user.click(within(room.getByRole('group', { name: 'Range' })).getByText('Yesterday'))
  expect(window.location.search).toBe('?chart=table&metric=max&range=yesterday')
  expect(
    await room.findByRole('table', { name: /^People by sensor, \w{3} \d+ \w{3} \(maximum\)/ }),
  ).toBeVisible()
})

test('closing a room returns to the overview and moves the focus to the card that opened it', async () => {
  const { user } = await openOverview()
  const opener = await card(/^Juniper, 9/)
  await user.click(opener)
  const room = await panel('Juniper')
  expect(room).toHaveFocus()
  await user.click(await within(room).findByText('Yesterday'))
  await user.click(within(room).getByRole('link', { name: 'Close' }))

  expect(screen.queryByRole('dialog', { name: 'Juniper' })).toBeNull()
  expect(window.location.pathname + window.location.search).toBe('/')
  expect(opener).toHaveFocus()
})

test('Escape closes a room', async () => {
  const { user } = await openOverview()
  const opener = await card(/^Juniper, 9/)
  await user.click(opener)
  await panel('Juniper')
  await user.keyboard('{Escape}')
  expect(window.location.pathname).toBe('/')
  await waitFor(() => expect(opener).toHaveFocus())
})

test('links to adjacent rooms replace the history entry', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  const steps = window.history.length
  const next = within(await panel('Juniper')).getByRole('link', { name: /^Next room: / })
  const name = next.getAttribute('aria-label')?.replace('Next room: ', '') ?? ''
  await user.click(next)
  expect(await panel(name)).toHaveFocus()
  expect(window.history.length).toBe(steps)
})

test('names a silent sensor as the missing term of the sum', async () => {
  const { user, simulator } = await openOverview()
  await card(/^Juniper, 9/)
  pinCounts(simulator, 'Juniper', [4, 3, 'silent'])
  await user.click(await card(/^Juniper, at least 7 people, 2 of 3 sensors reporting/))

  const room = within(await panel('Juniper'))
  expect(
    room.getByText(textOf('p', '4 North + 3 Centre + ? Door = at least 7 people')),
  ).toBeVisible()
  const sensors = within(room.getByRole('list', { name: 'Sensors' })).getAllByRole('listitem')
  expect(sensors[2]).toHaveTextContent(/Door.*No current count.*(Not reporting|Offline)/)
  const last = room.getByRole('row', { name: /^last / })
  expect(last).toHaveTextContent(/at least 7/)
})

test('today’s peak persists when people leave and when the room is opened again', async () => {
  const { user, simulator } = await renderApp({
    prepare: (prepared) => pinCounts(prepared, 'Juniper', [140, 120, 40]),
  })
  await user.click(await card(/^Juniper, 300 of 14/))
  const peak = (room: HTMLElement) =>
    within(room).findByText((_, one) => one?.tagName === 'DD' && one.textContent.startsWith('300'))
  expect(await peak(await panel('Juniper'))).toBeVisible()
  pinCounts(simulator, 'Juniper', [1, 1, 1])
  await card(/^Juniper, 3 of 14/)
  expect(await peak(await panel('Juniper'))).toBeVisible()
  await user.keyboard('{Escape}')
  await user.click(await card(/^Juniper, 3 of 14/))
  expect(await peak(await panel('Juniper'))).toBeVisible()
})

test('a sensor with an implausible count is missing, and the room states why', async () => {
  const { user } = await renderApp({
    prepare: (prepared) => pinCounts(prepared, 'Juniper', [4, 141, 2]),
  })
  await user.click(
    await card(/^Juniper, at least 6 people, 2 of 3 sensors reporting, 1 implausible$/),
  )
  const room = within(await panel('Juniper'))
  const sensors = room.getByRole('list', { name: 'Sensors' })
  expect(sensors).toHaveTextContent(
    /Centre.*No current count.*Implausible count 141 \(limit: 140\)/,
  )
  expect(room.getByRole('row', { name: /^max / })).not.toHaveTextContent('141')
})

test('a range that ends now shows the metrics of that range', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  updateSearchParams(() => new URLSearchParams('range=1h'), { replace: true })
  const room = within(await panel('Juniper'))
  expect(await room.findByRole('table', { name: 'All metrics, past hour' }, patient)).toBeVisible()
})

test('a click on a metric’s name shows its meaning', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  expect(room.getByText('Each sensor’s latest count.')).not.toBeVisible()
  await user.click(room.getByRole('button', { name: 'last' }))
  expect(room.getByText('Each sensor’s latest count.')).toBeVisible()
  expect(room.getByRole('row', { name: /^stddev/ })).toHaveTextContent(/not meaningful for a room/)
})

test('copies a link to the room and confirms it', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  await user.click(within(await panel('Juniper')).getByRole('button', { name: 'Copy link' }))
  expect(await screen.findByText('Link copied')).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe(window.location.href)
})

test('an unknown room shows a message with a link to all rooms', async () => {
  await renderApp({ path: '/rooms/nowhere' })
  expect(await screen.findByRole('heading', { name: 'Room not found' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'See all rooms' })).toHaveAttribute('href', '/')
})

test('a room without sensors shows a message and no chart', async () => {
  const { user } = await openOverview()
  await user.click(await card(/^Archive, no data/))
  const room = within(await panel('Archive'))
  expect(room.getByText(/has no presence sensors/)).toBeVisible()
  expect(room.queryByRole('heading', { name: 'Over time' })).toBeNull()
})

test('without topology, a room shows IDs and addresses instead of names', async () => {
  const { user, simulator } = await renderApp({
    prepare: (prepared) => {
      // More people than any other room can have.
      pinCounts(prepared, 'Juniper', [400, 300, 200])
      prepared.faults.set('graphql', { kind: 'status', status: 403 })
    },
  })
  const [opener] = await screen.findAllByRole('link', { name: /^room_\w+, 900 people, in use/ })
  const id = opener?.getAttribute('aria-label')?.split(',')[0] ?? ''
  await user.click(await card(new RegExp(`^${id},`)))

  const room = within(await panel(id))
  const shorts = presenceSensorMacs(simulator, 'Juniper').map(shortenMac)
  const sum = `400 ${shorts[0]} + 300 ${shorts[1]} + 200 ${shorts[2]} = 900 people`
  expect(await room.findByText(textOf('p', sum))).toBeVisible()
  expect(room.getByRole('heading', { name: 'Over time' })).toBeVisible()
})

test('keeps the last chart when a poll fails, and shows the error', async () => {
  const { user, simulator } = await openOverview()
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  await room.findByRole('button', { name: 'Table view' })
  simulator.faults.set('reporting', { kind: 'status', status: 500 })
  expect(
    await room.findByText(/^Butlr returned an error. Showing data from \d+ s ago.$/),
  ).toBeVisible()
  expect(room.getByRole('button', { name: 'Table view' })).toBeVisible()
})

/** Matches an element whose text content starts with the words, also across child elements. */
function textOf(tag: string, words: string) {
  return (_: string, element: Element | null) =>
    element?.tagName === tag.toUpperCase() &&
    element.textContent.replaceAll(/\s+/g, ' ').trim().startsWith(words)
}
