import { fireEvent, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { createRequestCounter } from '#src/testing/request-counter.ts'
import { pinCounts, renderApp } from '#src/testing/render-app.tsx'

// Preloads lazy modules: they load in real time, and the test clock does not wait for them.
beforeAll(async () => {
  await Promise.all([
    import('./header-tools.tsx'),
    import('./account-menu.tsx'),
    import('#src/features/connection-status/connection-details.tsx'),
  ])
})

/** Opens the overview of a building with nine people in Juniper. `butlr.answer` changes the responses to live polls. */
async function openOverview() {
  const butlr: { answer: ((healthy: unknown) => unknown) | null } = { answer: null }
  const requests = createRequestCounter(() => null)
  await renderApp({
    pollSeconds: 2,
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: requests.pageFetch,
    butlr: async (request, healthy) => {
      const { answer } = butlr
      const isLivePoll = (await request.clone().text()).includes('"every":"1s"')
      if (answer === null || !isLivePoll) return healthy()
      return Response.json(answer(await (await healthy()).json()))
    },
  })
  await requests.pass(4_000)
  return { butlr, pass: requests.pass }
}

/** Opens the connection details; jsdom does not implement popovers. */
async function openDetails(pass: (ms: number) => Promise<void>) {
  const details = screen.getByLabelText('Live data')
  fireEvent(details, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  await pass(200)
}

const cards = () =>
  screen
    .getAllByRole('link', { name: /, (no data|free|in use|busy|full|over|at least|out of date)/ })
    .map((card) => card.getAttribute('aria-label') ?? '')
const juniper = () => screen.getByRole('link', { name: /^Juniper, / })
const status = () => screen.getByRole('button', { name: /^(Live|Delayed|Reconnecting|Connecting)/ })

test.each([
  { error: 'internal', message: 'x' },
  { errors: [{ message: 'x' }], data: null },
  { message: 'x' },
  { statusCode: 500 },
  { data: 'text' },
  { data: [{ error: 'internal' }] },
])(
  'keeps the last data and shows its growing age after responses with status 200 and the body %j',
  async (body) => {
    const { butlr, pass } = await openOverview()
    butlr.answer = () => body
    // Let a healthy response that is already in flight arrive.
    await pass(2_000)
    const before = cards()
    expect(before.length).toBeGreaterThan(10)
    await pass(8_000)
    expect(status()).toHaveTextContent(/^Reconnecting/)
    expect(cards()).toEqual(before)
    expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people/)
    expect(Number(/(\d+) s ago/.exec(juniper().textContent)?.[1])).toBeGreaterThanOrEqual(7)
  },
)

test('marks data that is over a minute old as stale until the next valid response', async () => {
  const { butlr, pass } = await openOverview()
  butlr.answer = () => ({ error: 'internal', message: 'x' })
  await pass(64_000)
  expect(juniper()).toHaveTextContent(/Updated 1 min ago/)
  expect(cards().filter((name) => /, free/.test(name))).toEqual([])
  butlr.answer = (healthy) => ({ ...Object(healthy), error: null })
  // Retries are up to a minute apart by now.
  await pass(62_000)
  expect(status()).toHaveTextContent(/^Live/)
  expect(juniper()).toHaveTextContent(/[0-4] s ago/)
}, 60_000)

test('does not show a room as free when it is missing from a response with errors', async () => {
  const { butlr, pass } = await openOverview()
  butlr.answer = (healthy) => {
    const [first] = Object.entries(Object(healthy).data)
    return { data: Object.fromEntries(first ? [first] : []), errors: [{ message: 'x' }] }
  }
  await pass(64_000)
  expect(status()).toHaveTextContent(/^Live/)
  await openDetails(pass)
  expect(screen.getByText(/, incomplete$/)).toBeInTheDocument()
  expect(cards().filter((name) => /, free/.test(name)).length).toBeLessThanOrEqual(1)
  expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people, out of date/)
}, 60_000)

test('keeps the count of a room after a single empty report', async () => {
  const { butlr, pass } = await openOverview()
  const reports: unknown[] = []
  butlr.answer = (healthy) => (reports.push(healthy) === 1 ? { data: {} } : healthy)
  while (reports.length === 0) await pass(100)
  expect(reports).toHaveLength(1)
  expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people/)
})
