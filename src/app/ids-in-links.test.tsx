import { screen, waitFor, within } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { withPlaceParam } from '#src/features/location/selected-location.ts'
import { renderApp } from '#src/testing/render-app.tsx'
import { roomHref } from '#src/lib/routes.ts'

// Compiles the modules that the page loads on demand, which can be slow on a busy machine.
beforeAll(
  () =>
    Promise.all([import('#src/features/room-detail/room-panel.tsx'), import('./header-tools.tsx')]),
  120_000,
)

/** Opens the app with a floor whose ID contains special characters. */
function openWith(
  rooms: readonly object[],
  readings: object,
  path = '/',
  rest = {},
  options: Pick<NonNullable<Parameters<typeof renderApp>[0]>, 'pageFetch'> = {},
) {
  const floors = [{ id: 'floor/1 #?+%2F', name: 'Ground', rooms, ...rest }]
  const buildings = [{ id: 'b', name: 'House', floors }]
  const sites = { data: [{ id: 's', name: 'Site', timezone: 'Europe/Berlin', buildings }] }
  const sensors = {
    data: Object.entries(readings).flatMap(([id, counts]) => sensorsOf(id, counts)),
  }
  return renderApp({
    path,
    ...options,
    async butlr(request, answer) {
      const { pathname } = new URL(request.url)
      if (pathname.endsWith('/reporting')) return Response.json({ data: readings })
      if (!pathname.endsWith('/graphql')) return answer()
      const isPlaces = (await request.text()).includes('HeadroomPlaces')
      return Response.json({ data: isPlaces ? { sites } : { sensors, hives: { data: [] } } })
    },
  })
}
const sensorsOf = (roomId: string, readings: object) =>
  Object.keys(readings).map((mac) => ({
    mac_address: mac,
    room_id: roomId,
    mode: 'presence',
    is_online: true,
  }))
const metrics = (last: number) => ({ last, min: 0, count: 1 })

test.each([
  'room/with/slash',
  'room#1?x=2',
  'room+plus',
  '100%25',
  '%2F',
  '.',
  '..',
  ' a b ',
  'Büro 会议室',
  'room.js',
  'a~2f~b',
  'x\ud800',
  `${'x'.repeat(990)}\udc00~~d8~/`,
])('opens the room %j from its card at a URL that encodes the ID', async (id) => {
  const rooms = [
    { id: 'other', name: 'Other' },
    { id, name: 'Maple' },
  ]
  const readings = { [id]: { m1: metrics(3) }, other: { m2: metrics(1) } }
  const { user } = await openWith(rooms, readings)
  await user.click(await screen.findByRole('link', { name: /^Maple, 3/ }))
  expect(await screen.findByRole('dialog', { name: 'Maple' })).toBeVisible()
  expect(window.location.pathname).toBe(roomHref(id))
  expect(window.location.pathname).toMatch(/^\/rooms\/[\w~%-]+$/)
  expect(document.title).toBe('Maple – Headroom')
})

test('opens an external percent-encoded link, and the breakdown of a room whose ID has special characters', async () => {
  const id = 'a/b#?+%2F%41 c'
  const room = { id, name: 'Maple' }
  const { user } = await openWith(
    [room],
    { [id]: { m1: metrics(3) } },
    '/rooms/a%2Fb%23%3F%2B%252F%2541%20c',
  )
  const panel = await screen.findByRole('dialog', { name: 'Maple' })
  await user.click(within(panel).getByTitle('Show breakdown'))
  const breakdown = await screen.findByRole('dialog', { name: /Breakdown of 3/ })
  await user.click(within(breakdown).getByRole('link', { name: /Close/ }))
  expect(await screen.findByRole('dialog', { name: 'Maple' })).toBeVisible()
})

test('the gateway rejects no request for a room whose long ID contains an unpaired surrogate', async () => {
  const id = `${'x'.repeat(990)}\ud800`
  const answers: string[] = []
  const pageFetch =
    (send: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (...request) => {
      const response = await send(...request)
      const [path] = typeof request[0] === 'string' ? request[0].split('?') : []
      answers.push(`${path} ${response.status}`)
      return response
    }
  const readings = { [id]: { m1: metrics(3) } }
  await openWith([{ id, name: 'Maple' }], readings, roomHref(id), {}, { pageFetch })
  await screen.findByRole('dialog', { name: 'Maple' })
  await waitFor(() => expect(answers).toContain('/api/peak 200'))
  expect(answers.filter((answer) => answer.endsWith(' 400'))).toEqual([])
})

test.each(['floor/1 #?+%2F', 'x\ud800', '~d800~'])(
  'selects the location with the ID %j',
  async (id) => {
    const query = withPlaceParam('', id)
    const rooms = [{ id: 'm', name: 'Maple' }]
    await openWith(rooms, { m: { m1: metrics(3) } }, `/${query}`, { id })
    expect(await screen.findByRole('link', { name: /^Maple, 3/ })).toBeInTheDocument()
    const place = await screen.findByRole('navigation', { name: 'Location' })
    await waitFor(() => expect(place).toHaveTextContent('Ground'))
  },
)

test('shows how many rooms and sensors Butlr lists more than once, and counts each of them once', async () => {
  const rooms = ['room_0', 'room_1', 'room_2', 'room_2'].map((id) => ({ id, name: id }))
  const readings = {
    room_0: { m0: metrics(1) },
    room_1: { m1: metrics(2), m0: metrics(1) },
    room_2: { m2: metrics(3) },
  }
  await openWith(rooms, readings)
  const totals = await screen.findByLabelText('Totals', {})
  await waitFor(() => expect(totals).toHaveTextContent(/people now6/))
  expect(totals).toHaveTextContent(/3of 3/)
  const words = 'Butlr lists 1 room and 1 sensor more than once. Duplicates count only once.'
  expect(await screen.findByText(words, {})).toBeVisible()
})

test('shows no data for a room whose readings are a string, and keeps other rooms live', async () => {
  const rooms = ['room_0', 'room_1'].map((id) => ({ id, name: id }))
  await openWith(rooms, { room_0: { m0: metrics(3) }, room_1: 'unavailable' })
  expect(await screen.findByRole('link', { name: /^room_0, 3/ })).toBeVisible()
  expect(screen.getByRole('link', { name: /^room_1, no data/i })).toBeVisible()
})
