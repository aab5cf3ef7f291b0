import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { day } from '#src/domain/time/duration.ts'
import { updateSearchParams } from '#src/lib/navigation.tsx'
import { makeRoomHistory } from '#src/testing/example-history.ts'
import { makeSensorInsight } from '#src/testing/example-insights.ts'
import {
  respondWithSensors,
  withHistoryResponses,
  type HistoryStatusResponse,
} from '#src/testing/history-responses.ts'
import { pinCounts, renderApp } from '#src/testing/render-app.tsx'

const card = (name: RegExp) => screen.findByRole('link', { name })
/**
 * React renders the room at low priority, and each update of the page (once a second) restarts that work if it is
 * unfinished. Checking on every DOM change, the default, would take so much time on a busy machine that the room never
 * renders.
 */
const patient = { interval: 500, mutationObserverOptions: { childList: true } }
const panel = (name: string) => screen.findByRole('dialog', { name }, patient)

/** Responds to the page's requests for the history of a room. */
const withRoomHistory = (
  room: (query: URLSearchParams) => Response,
  status: Partial<HistoryStatusResponse> = {},
) => withHistoryResponses(status, { room })

/** Responds to the page's requests for the history with an example. */
const withExampleHistory = (
  status: Partial<HistoryStatusResponse>,
  requested: URLSearchParams[] = [],
) =>
  withRoomHistory((query) => {
    requested.push(query)
    return Response.json(makeRoomHistory('2026-11-18', 7))
  }, status)

test('selecting a range updates every section and the URL, and the comparison can be turned off', async () => {
  const requested: URLSearchParams[] = []
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withExampleHistory({}, requested),
  })
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: '7 d' }))
  expect(window.location.search).toBe('?range=7d')
  expect(await room.findByText(/never saw more than 1 person in 7 days/)).toBeVisible()
  expect(room.getByRole('heading', { name: 'Day by day' })).toBeVisible()
  expect(room.getByRole('row', { name: /^max / })).toBeVisible()
  expect(room.queryByRole('heading', { name: 'Over time' })).toBeNull()
  await waitFor(() => expect(requested.length).toBeGreaterThan(1))
  await user.click(room.getByRole('switch', { name: 'Compare with an earlier period' }))
  expect(window.location.search).toBe('?range=7d&compare=off')
})

test('a room and its breakdown state what the past days show about its sensors', async () => {
  const silent = makeSensorInsight({ mac: 'former', room: 'room', silentHours: 31 })
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withHistoryResponses({}, { sensors: respondWithSensors([silent]) }),
  })
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  const note =
    'Past 7 days: check sensor former. Silent for 31 of 168 hours. Figures may be too low.'
  expect(await room.findByText(note)).toBeVisible()
  await user.click(room.getByTitle('Show breakdown'))
  expect(await within(await panel('Breakdown of 9 · Juniper')).findByText(note)).toBeVisible()
})

test('a comparison with days before the history states that they have no data, and when the history begins', async () => {
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withRoomHistory(
      (query) => {
        const history = makeRoomHistory('2026-11-18', 7)
        const isEarlier = Number(query.get('from')) < Date.now() - 9 * day
        const coverage = { ...history.coverage, ...(isEarlier && { knownMinutes: 0 }) }
        return Response.json({ ...history, coverage })
      },
      { from: Date.now() - 6 * day },
    ),
  })
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: '7 d' }))
  expect(
    await room.findByText(/^No data for .+\. History begins on \d+ \w+ \d{4}\.$/),
  ).toBeVisible()
  expect(room.queryByText('no change')).toBeNull()
  await user.click(room.getByRole('switch', { name: 'Compare with an earlier period' }))
  expect(room.queryByText(/^No data for/)).toBeNull()
})

test.each([
  ['not_found', 404, '7d', /^Headroom has no history for this room/, 'Show live data', ''],
  ['invalid_request', 400, '2020-01-01..2026-10-01', /longer than/, 'Show the last 7 days', '7d'],
  ['invalid_request', 400, '2026-01-05..2026-01-06', /longer than/, 'Show yesterday', 'yesterday'],
  ['invalid_request', 400, '2099-01-04', /in the future\.$/, 'Show the last 7 days', '7d'],
])(
  'offers another range if the selected range cannot be shown (%s, %i, %s)',
  async (code, status, range, words, button, next) => {
    const { user } = await renderApp({
      prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
      pageFetch: withRoomHistory(() => Response.json({ error: { code, message: '' } }, { status })),
    })
    await user.click(await card(/^Juniper, 9/))
    updateSearchParams(() => new URLSearchParams({ range }), { replace: true })
    const room = within(await panel('Juniper'))
    expect(await room.findByText(words)).toBeVisible()
    expect(room.queryByText(/keep trying/)).toBeNull()
    await user.click(room.getByRole('button', { name: button }))
    expect(new URLSearchParams(window.location.search).get('range') ?? '').toBe(next)
  },
)

test('after an outage, Try now requests the history at once', async () => {
  let isFailing = true
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withRoomHistory(() =>
      isFailing
        ? Response.json({ error: { code: 'history_unavailable', message: '' } }, { status: 503 })
        : Response.json(makeRoomHistory('2026-11-18', 7)),
    ),
  })
  await user.click(await card(/^Juniper, 9/))
  updateSearchParams(() => new URLSearchParams('range=7d&compare=off'), { replace: true })
  const room = within(await panel('Juniper'))
  expect(await room.findByRole('alert')).toHaveTextContent(
    /^Headroom can’t read its history right now\. Headroom will keep trying\./,
  )
  isFailing = false
  await user.click(room.getByRole('button', { name: 'Try now' }))
  expect(await room.findByRole('heading', { name: 'Day by day' })).toBeVisible()
  expect(room.queryByRole('button', { name: 'Try now' })).toBeNull()
})

test('if another period cannot be loaded, the page names the period that it still shows', async () => {
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withRoomHistory((query) =>
      Number(query.get('to')) - Number(query.get('from')) > 8 * day
        ? Response.json({ error: { code: 'history_unavailable', message: '' } }, { status: 503 })
        : Response.json(makeRoomHistory('2026-11-18', 7)),
    ),
  })
  await user.click(await card(/^Juniper, 9/))
  updateSearchParams(() => new URLSearchParams('range=7d&compare=off'), { replace: true })
  const room = within(await panel('Juniper'))
  expect(await room.findByRole('heading', { name: 'Day by day' })).toBeVisible()
  await user.click(room.getByRole('button', { name: '30 d' }))
  expect(
    await room.findByText(
      /^Headroom can’t read its history right now\. Still showing 18\D+24 Nov\.$/,
    ),
  ).toBeVisible()
})

test('while the history is collected, the page shows the progress', async () => {
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 2]),
    pageFetch: withExampleHistory({ state: 'collecting', daysCollected: 12 }),
  })
  await user.click(await card(/^Juniper, 9/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: '30 d' }))
  expect(await room.findByText(/^Collecting history: 12 of 60 days\./)).toBeVisible()
  expect(room.getByRole('progressbar', { name: 'Days collected' })).toHaveAttribute('value', '12')
})

test('without a history, sensors, chart and metrics of the range come directly from Butlr', async () => {
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 1]),
    pageFetch: withExampleHistory({ state: 'not_installed' }),
  })
  await user.click(await card(/^Juniper, 8/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: 'Yesterday' }))
  expect(await room.findByText(/DuckDB.*directly from Butlr.*peak.*need the history/)).toBeVisible()
  const sensors = await room.findByRole('list', { name: 'Sensors' }, patient)
  expect(within(sensors).getAllByRole('listitem')[0]).toHaveTextContent(
    /North.*max4mean4last4.*100\.0% 288 × 5 min/,
  )
  expect(room.getByText(/^Door never saw more than 1 person on \w{3} \d+ \w{3}\./)).toBeVisible()
  const table = within(room.getByRole('table', { name: /^All metrics, \w{3} \d+ \w{3}$/ }))
  expect(table.getByRole('row', { name: /^max / })).toHaveTextContent(/max431≤ 8upper bound/)
  expect(table.getByRole('row', { name: /^stddev / })).toHaveTextContent(/000–not applicable/)
  expect(room.getByRole('heading', { name: 'Over time' })).toBeVisible()
  expect(room.getByRole('button', { name: /^Earlier: / })).toBeVisible()
  expect(room.queryByText(/^No daily range/)).toBeNull()
  await user.click(room.getByRole('button', { name: '7 d' }))
  expect(
    await room.findByText(
      /^No daily range or middle count: .* medians are for individual sensors\.$/,
    ),
  ).toBeVisible()
})

test.each([
  [
    'disk_full',
    /^History is unavailable because the server’s disk is full\. Ask .* Sensors, chart/,
  ],
  ['a code of a later version', /^History is unavailable right now\. Sensors, chart/],
])(
  'explains why the history is unavailable before anything is collected (reason: %s)',
  async (reason, words) => {
    const { user } = await renderApp({
      prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 1]),
      pageFetch: withExampleHistory({ state: 'unavailable', reason, from: null, to: null }),
    })
    await user.click(await card(/^Juniper, 8/))
    const room = within(await panel('Juniper'))
    await user.click(await room.findByRole('button', { name: 'Yesterday' }))
    expect(await room.findByText(words)).toBeVisible()
  },
)

test('shows the collected history while the disk is full, and explains why it is not updated', async () => {
  const { user } = await renderApp({
    prepare: (simulator) => pinCounts(simulator, 'Juniper', [4, 3, 1]),
    pageFetch: withExampleHistory({ state: 'unavailable', reason: 'disk_full' }),
  })
  await user.click(await card(/^Juniper, 8/))
  const room = within(await panel('Juniper'))
  await user.click(await room.findByRole('button', { name: 'Yesterday' }))
  expect(await room.findByRole('heading', { name: 'Coverage' })).toBeVisible()
  expect(
    room.getByText(/^History isn’t being updated because the server’s disk is full\./),
  ).toBeVisible()
})
