import { fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import {
  createRequestCounter,
  type UpstreamResponder,
  type RequestCounts,
} from '#src/testing/request-counter.ts'
import { renderApp } from '#src/testing/render-app.tsx'

// Preloads lazy modules: they load in real time, and the test clock does not wait for them.
beforeAll(async () => {
  await Promise.all([
    import('./header-tools.tsx'),
    import('./account-menu.tsx'),
    import('./lazy-screens.tsx'),
    import('#src/features/room-detail/room-panel.tsx'),
    import('#src/features/rooms/overview-notes.tsx'),
    import('#src/features/sensors/sensors-page.tsx'),
    import('#src/features/displays/displays-view.tsx'),
    import('#src/features/breakdown/breakdown-panel.tsx'),
  ])
})

const watchedMs = 20_000
const pollSeconds = 5
/** Maximum number of live polls in `watchedMs`: the polls are at least 4.5 s apart (10% jitter). */
const livePolls = 5

const reject = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ error: 'scripted' }, { status, headers })
const isTopology = (kind: string) => kind === 'places' || kind === 'sensors'

/** Opens a page with a signed-in user and counts its requests. */
async function openCounted(path: string, answer: UpstreamResponder) {
  const requests = createRequestCounter((kind) => (kind === 'sign-in' ? null : answer(kind)))
  const { butlr, pageFetch } = requests
  await renderApp({ path, pollSeconds, butlr, pageFetch })
  return requests
}

/** Fails when a kind of request was sent more than 1.2 times as often as it was due. */
function expectAtMost(due: RequestCounts, counted: RequestCounts): void {
  const above = Object.entries(counted).filter(([kind, count]) => count > 1.2 * (due[kind] ?? 0))
  expect(Object.fromEntries(above)).toEqual({})
}

const once = { '/api/session': 1, '/api/overrides': 2, places: 1, sensors: 1 }
/**
 * Requests that are due in the first 20 s, by upstream behaviour. Overrides are due every 15 s. The second `sensors` request checks silent sensors.
 */
const due = {
  healthy: { ...once, sensors: 2, histories: 1, 'live poll': livePolls },
  'topology access denied': { ...once, histories: 1, 'live poll': livePolls },
  // Requests at 0 s, 7 s and 14 s.
  '429 with Retry-After 7': { ...once, places: 3, sensors: 3, 'live poll': 3 },
  '500': { ...once, 'live poll': livePolls },
  'no response': { ...once, 'live poll': 2 },
} satisfies Record<string, RequestCounts>

const answers = {
  healthy: () => null,
  'topology access denied': (kind) => (isTopology(kind) ? reject(403) : null),
  '429 with Retry-After 7': () => reject(429, { 'Retry-After': '7' }),
  '500': () => reject(500),
  'no response': () => 'hang',
} satisfies Record<keyof typeof due, UpstreamResponder>

const cases = Object.entries(answers).flatMap(([name, answer]) => {
  const key = Object.keys(due).find(
    (candidate): candidate is keyof typeof due => candidate === name,
  )
  return key ? [{ name, answer, due: due[key] }] : []
})

test.each(cases)('the overview sends only due requests (upstream: $name)', async (scenario) => {
  const { pass, page, upstream } = await openCounted('/', scenario.answer)
  await pass(watchedMs)
  expectAtMost(scenario.due, page)
  expectAtMost({ ...scenario.due, 'sign-in': 1 }, upstream)
  expect(page['live poll']).toBeGreaterThanOrEqual(1)
})

test.each(['/sensors', '/displays', '/?view=table', '/?explain=all'])(
  '%s sends only due requests when access to the topology is denied',
  async (path) => {
    const { pass, page } = await openCounted(path, answers['topology access denied'])
    await pass(watchedMs)
    const displays = { '/api/displays': 2, '/api/boards': 2 }
    expectAtMost({ ...due['topology access denied'], ...displays }, page)
    expect(page['live poll']).toBeGreaterThanOrEqual(1)
  },
)

test('cards appear immediately and stay when access to the topology is denied', async () => {
  const { pass } = await openCounted('/', answers['topology access denied'])
  await pass(300)
  const [card] = screen.getAllByRole('link', { name: /^room_/ })
  expect(card).toBeVisible()
  await pass(watchedMs)
  expect(card).toBeInTheDocument()
})

test('the plan view explains why it shows cards when access to the topology is denied', async () => {
  const { pass } = await openCounted('/?view=plan', answers['topology access denied'])
  await pass(300)
  expect(
    screen.getByText(/The floor plan is unavailable too, so rooms are shown as cards/),
  ).toHaveTextContent('Your Butlr account doesn’t have access to this data.')
  expect(screen.getAllByRole('link', { name: /^room_/ }).length).toBeGreaterThan(0)
})

test('a room opens immediately and sends only due requests when access to the topology is denied', async () => {
  const { pass, page } = await openCounted('/', answers['topology access denied'])
  await pass(300)
  const [card] = screen.getAllByRole('link', { name: /^room_/ })
  const before = { ...page }
  if (card) fireEvent.click(card)
  await pass(300)
  const panel = screen.getByRole('dialog', { name: /^room_/ })
  const sensors = within(panel).getByRole('heading', { name: 'Sensors' })
  await pass(watchedMs)
  expect(sensors).toBeInTheDocument()
  // One request for the day's peak, and one for the live chart with each poll.
  expect((page['histories'] ?? 0) - (before['histories'] ?? 0)).toBeLessThanOrEqual(1 + livePolls)
  expect(page['places']).toBe(1)
  expect(page['sensors']).toBe(1)
})

test('switching between pages repeats no request that is in flight or whose response is current', async () => {
  const { pass, page } = await openCounted('/', (kind) => (kind === 'histories' ? 'hang' : null))
  await pass(300)
  for (let times = 0; times < 10; times += 1) {
    for (const name of ['Sensors', 'Rooms']) {
      fireEvent.click(screen.getByRole('link', { name }))
      await pass(250)
    }
  }
  // One history for the overview, and four windows for each of three time zones on the Sensors page.
  expectAtMost({ ...due.healthy, histories: 13 }, page)
  expect(page['histories']).toBeGreaterThan(1)
})
