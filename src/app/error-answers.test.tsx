import { screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { createRequestCounter } from '#src/testing/request-counter.ts'
import { pinCounts, renderApp } from '#src/testing/render-app.tsx'

// What loads later would take real time, which the test clock does not know.
beforeAll(async () => {
  await Promise.all([import('./header-tools.tsx'), import('./account-menu.tsx')])
})

/** Opens the overview over a building in which Juniper has nine people, with polls that `answer` may spoil. */
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
const cards = () =>
  screen
    .getAllByRole('link', { name: /, (no data|free|in use|busy|full|over|at least|stale)/ })
    .map((card) => card.getAttribute('aria-label') ?? '')
const juniper = () => screen.getByRole('link', { name: /^Juniper, / })
const status = () => screen.getByRole('button', { name: /^(Live|Late|Reconnecting|Connecting)/ })

test.each([
  { error: 'internal', message: 'x' },
  { errors: [{ message: 'x' }], data: null },
  { message: 'x' },
  { statusCode: 500 },
  { data: 'text' },
  { data: [{ error: 'internal' }] },
])('after an answer of 200 with %j the page keeps its last data, late', async (body) => {
  const { butlr, pass } = await openOverview()
  const before = cards()
  expect(before.length).toBeGreaterThan(10)
  butlr.answer = () => body
  await pass(8_000)
  expect(status()).toHaveTextContent(/^Reconnecting/)
  expect(cards()).toEqual(before)
  expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people/)
  expect(juniper()).toHaveTextContent(/([789]|1[012]) s ago/)
})

test('last data of a minute ago is marked as such, and live again with the next report', async () => {
  const { butlr, pass } = await openOverview()
  butlr.answer = () => ({ error: 'internal', message: 'x' })
  await pass(64_000)
  expect(juniper()).toHaveTextContent(/Last seen 1 min ago/)
  expect(cards().filter((name) => /, free/.test(name))).toEqual([])
  butlr.answer = (healthy) => ({ ...Object(healthy), error: null })
  // Tries are up to a minute apart by then.
  await pass(62_000)
  expect(status()).toHaveTextContent(/^Live/)
  expect(juniper()).toHaveTextContent(/[0-4] s ago/)
}, 60_000)

test('a room that is missing beside an error is not free', async () => {
  const { butlr, pass } = await openOverview()
  butlr.answer = (healthy) => {
    const [first] = Object.entries(Object(healthy).data)
    return { data: Object.fromEntries(first ? [first] : []), errors: [{ message: 'x' }] }
  }
  await pass(64_000)
  expect(status()).toHaveTextContent(/^Live/)
  expect(cards().filter((name) => /, free/.test(name)).length).toBeLessThanOrEqual(1)
  expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people, stale/)
}, 60_000)

test('one empty report directly after a full one frees no room', async () => {
  const { butlr, pass } = await openOverview()
  let empty = 1
  butlr.answer = (healthy) => (empty-- > 0 ? { data: {} } : healthy)
  await pass(2_200)
  expect(empty).toBe(0)
  expect(juniper()).toHaveAccessibleName(/^Juniper, 9 of 14 people/)
})
