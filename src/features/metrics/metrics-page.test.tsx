import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { metricExampleQuery, type MetricExample } from '#src/data/reporting/metric-queries.ts'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import {
  noOverrides,
  overridesQuery,
  sensorDirectoryQuery,
  topologyQuery,
} from '#src/data/topology/queries.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { nextSnapshot, parseReadings } from '#src/domain/readings/readings.ts'
import {
  makeDevice,
  makeRoom,
  makeSensorDirectory,
  makeTopology,
  metricsFromCounts,
  northgate,
} from '#src/testing/fixtures.ts'
import { MetricsPage } from './metrics-page.tsx'

const topology = makeTopology({
  ...northgate,
  rooms: [
    makeRoom({ id: 'oak', name: 'Oak', floorId: 'f2' }),
    makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3' }),
  ],
})
const directory = makeSensorDirectory({
  byRoom: {
    oak: [makeDevice({ mac: '00-03', name: 'East', roomId: 'oak' })],
    maple: [
      makeDevice({ mac: '00-01', name: 'North', roomId: 'maple' }),
      makeDevice({ mac: '00-02', name: 'South', roomId: 'maple' }),
    ],
  },
})

type Counts = Record<string, readonly number[]>

/** Returns an example whose one-second windows contain these counts, by sensor. */
function makeExample(counts: Counts, at: number): MetricExample {
  const from = at - 2 * minute
  return {
    from,
    to: at,
    at,
    readings: Object.fromEntries(
      Object.entries(counts).map(([mac, own]) => [
        mac,
        { kind: 'reading' as const, metrics: metricsFromCounts(own) },
      ]),
    ),
    windows: Object.fromEntries(
      Object.entries(counts).map(([mac, own]) => [
        mac,
        own.map((value, index) => ({
          at: from + index * second,
          value,
          sensors: 1,
          largest: value,
        })),
      ]),
    ),
  }
}

const mapleCounts: Counts = { '00-01': [1, 3, 1], '00-02': [2, 1, 1] }

/** Renders the page with a query cache filled in advance, so that the page sends no requests. */
function open(path = '/metrics', maple = mapleCounts) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const poller = createSnapshotPoller(5 * second)
  const now = Date.now()
  const latest = (counts: Counts) =>
    Object.fromEntries(Object.entries(counts).map(([mac, own]) => [mac, metricsFromCounts(own)]))
  client.setQueryData(sensorDirectoryQuery().queryKey, { ...directory, at: now })
  client.setQueryData(topologyQuery().queryKey, topology)
  client.setQueryData(overridesQuery().queryKey, noOverrides)
  const readings = parseReadings({ maple: latest(maple), oak: latest({ '00-03': [4] }) })
  client.setQueryData(snapshotQuery(poller).queryKey, nextSnapshot(undefined, readings, now))
  const mapleQuery = metricExampleQuery('maple', '2m', 1_000)
  client.setQueryData(mapleQuery.queryKey, makeExample(maple, now))
  const oakQuery = metricExampleQuery('oak', '2m', 1_000)
  client.setQueryData(oakQuery.queryKey, makeExample({ '00-03': [4, 4] }, now))
  window.history.replaceState(null, '', path)
  render(
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5 * second}>
        <MetricsPage />
      </PollersProvider>
    </QueryClientProvider>,
  )
  const refuse = () =>
    act(async () => {
      const queryFn = () => Promise.reject(new Error('refused'))
      const { queryKey } = mapleQuery
      await expect(client.query({ queryKey, queryFn, retry: false })).rejects.toThrow('refused')
    })
  return { refuse, user: userEvent.setup() }
}

const cells = (metric: string) => {
  const [, ...rest] = within(screen.getByRole('row', { name: new RegExp(`^${metric} `) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
  return rest
}
const room = (name: string) =>
  within(screen.getByRole('region', { name: `Adding up the sensors in ${name}` }))
const values = (name: string) =>
  room(name)
    .getAllByRole('definition')
    .map((one) => one.textContent)

test('uses the room with the most sensors to explain why a sum of maxima is an upper bound', () => {
  open()
  expect(screen.getByRole('combobox', { name: 'Room' })).toHaveDisplayValue('Maple')
  expect(screen.getByRole('combobox', { name: 'Sensor' })).toHaveDisplayValue('North')
  const counts = within(screen.getByRole('region', { name: 'How North’s counts become a metric' }))
  expect(counts.getByText('The largest count.')).toHaveTextContent('1 of 3 counts is this large.')
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
  expect(room('Maple').getByText('Upper bound')).toBeVisible()
  expect(room('Maple').getByText(/the room never had as many people as the sum/)).toBeVisible()
})

test('lists all nine metrics of the sensor, their sums, and the metrics of the room', () => {
  open()
  expect(screen.getAllByRole('rowheader').map((one) => one.textContent)).toEqual([
    'last',
    'first',
    'max',
    'min',
    'mean',
    'median',
    'sum',
    'count',
    'stddev',
  ])
  expect(cells('last').slice(0, 3)).toEqual(['1', '2', '2'])
  expect(cells('last')[3]).toContain('People nowthe room’s occupancy')
  expect(cells('median').slice(0, 3)).toEqual(['3', '4', '4'])
  expect(cells('sum').slice(0, 3)).toEqual(['5', '9', '–no value'])
  expect(cells('stddev').slice(0, 3)).toEqual(['0.94', '–not applicable', '0.82'])
})

test('keeps the selected metric, sensor and room in the URL', async () => {
  const { user } = open()
  const metrics = within(screen.getByRole('group', { name: 'Metric' }))
  await user.click(metrics.getByRole('button', { name: 'median' }))
  expect(metrics.getByRole('button', { name: 'median', pressed: true })).toBeVisible()
  expect(screen.getByText(/Count 2 of 3, in chronological order/)).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sensor' }), 'South')
  expect(window.location.search).toBe('?metric=median&sensor=00-02')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Room' }), 'Oak')
  expect(window.location.search).toBe('?metric=median&room=oak')
  expect(room('Oak').getByRole('link', { name: 'Open Oak' })).toHaveAttribute('href', '/rooms/oak')
})

test('a sensor without counts makes the sums incomplete', () => {
  open('/metrics?room=maple&sensor=00-02', { '00-01': [1, 3, 1] })
  expect(screen.getByRole('status')).toHaveTextContent(
    'South sent no counts in the past 2 minutes. It may be seeing people, so the sums are incomplete.',
  )
  expect(values('Maple')).toEqual(['3', '–no value', '–unknown', '–no value'])
  expect(cells('last')[1]).toBe('at least 11+')
})

test('with a sensor missing, the sum of last is a lower bound, not the number of people', () => {
  open('/metrics?room=maple&metric=last', { '00-01': [1, 3, 1] })
  expect(room('Maple').getByText('Lower bound')).toBeVisible()
  expect(room('Maple').queryByText('People now')).toBeNull()
  expect(
    room('Maple').getByText(
      'A sensor is missing, so the room had at least this many people at the end of the period.',
    ),
  ).toBeVisible()
  expect(cells('last')[3]).toContain('Lower bounda sensor is missing')
})

test('with a sensor missing, the sum of max is unknown, not an upper bound', () => {
  open('/metrics?room=maple', { '00-01': [1, 3, 1] })
  expect(room('Maple').getByText('Unknown')).toBeVisible()
  expect(room('Maple').queryByText('Upper bound')).toBeNull()
  expect(room('Maple').getByText(/so there is no upper bound\.$/)).toBeVisible()
  expect(cells('max')[3]).toContain('Unknowna value is missing')
})

test('in a room with one sensor, the metrics of the sensor are those of the room, without bounds', () => {
  open('/metrics?room=oak')
  expect(values('Oak')).toEqual(['4', '4'])
  expect(room('Oak').getByText(/^The room has one sensor/)).toBeVisible()
  expect(room('Oak').queryByText('Upper bound')).toBeNull()
  expect(cells('max').slice(0, 3)).toEqual(['4', '4', '4'])
  expect(cells('max')[3]).toMatch(/^the sensor’s value/)
  expect(cells('stddev').slice(0, 3)).toEqual(['0', '0', '0'])
})

test('after a failed request, keeps the last data and shows the reason and the age of the data', async () => {
  const { refuse } = open()
  await refuse()
  expect(await screen.findByText(/Showing data from \d+ s ago\.$/)).toBeVisible()
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
})

test('for a link to an unknown room, shows a message and offers the other rooms', async () => {
  const { user } = open('/metrics?room=nowhere')
  expect(screen.getByRole('status')).toHaveTextContent(
    'We couldn’t find a room with the ID “nowhere”. Choose another room.',
  )
  await user.selectOptions(screen.getByRole('combobox', { name: 'Room' }), 'Maple')
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
})
