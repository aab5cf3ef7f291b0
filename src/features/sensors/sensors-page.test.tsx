import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSnapshotPoller } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { parseReadings, nextSnapshot } from '#src/domain/readings/readings.ts'
import { analysisWindowQuery } from '#src/data/reporting/history-queries.ts'
import { type WindowReadings, analysisWindowNames } from '#src/domain/anomalies/anomaly-windows.ts'
import { day, hour, minute, second } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { formatTime } from '#src/format/dates.ts'
import {
  makeDevice,
  makeRoom,
  metricsFromCounts,
  repeatCount,
  makeNorthgate,
} from '#src/testing/fixtures.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { historyStatusQuery } from '#src/data/history/history-queries.ts'
import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { currentHistoryStatus } from '#src/testing/history-responses.ts'
import { createPageCache, refuseQuery, renderPage } from '#src/testing/page-cache.tsx'
import { SensorsPage } from './sensors-page.tsx'
import { renderApp } from '#src/testing/render-app.tsx'

// Uses the building's zone, so that displayed times do not name the zone.
beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'))
afterEach(() => vi.unstubAllEnvs())

const berlin = { name: 'Europe/Berlin', known: true }
const topology = makeNorthgate({
  rooms: [
    makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3' }),
    makeRoom({ id: 'oak', name: 'Oak', floorId: 'f2' }),
  ],
})
const hive = (id: string, name: string, online: boolean, lastHeartbeatAt: number) => ({
  id,
  name,
  serial: id,
  floorId: null,
  online,
  lastHeartbeatAt,
  stability: null,
})

/**
 * Creates a building with two sensors that are offline with their hive, four sensors of an online hive, and a test
 * device.
 */
function building(now: number): SensorDirectory {
  const heard = { lastHeartbeatAt: now - 20 * second, lastReportAt: now - 5 * second }
  const maple = { roomId: 'maple', floorId: 'f3', hiveId: 'h3', online: false }
  const oak = { roomId: 'oak', floorId: 'f2', hiveId: 'h2', ...heard }
  return directoryOf(
    [
      makeDevice({ mac: '00-01', name: 'North', ...maple }),
      makeDevice({ mac: '00-02', name: 'South', ...maple }),
      makeDevice({ mac: '00-03', name: 'East', ...oak }),
      makeDevice({ mac: '00-04', name: 'West', ...oak, batteryDueAt: now + 12 * day }),
      makeDevice({ mac: '00-05', name: 'Centre', ...oak, power: 'wired' }),
      makeDevice({ mac: '00-06', name: 'Door', ...oak, mode: 'traffic', online: false }),
      makeDevice({ mac: 'fa-ke-07', name: 'Bench', ...oak, hidden: 'test' }),
    ],
    now,
  )
}

function directoryOf(devices: Device[], now: number): SensorDirectory {
  const byRoom: SensorDirectory['byRoom'] = {}
  for (const device of devices) {
    if (device.roomId && device.mode === 'presence' && device.hidden === null) {
      ;(byRoom[device.roomId] ??= []).push(device)
    }
  }
  const hives = [
    hive('h3', 'Floor 3 hive 1', false, now - 2 * hour),
    hive('h2', 'Floor 2 hive 1', true, now - 9 * second),
  ]
  return { at: now, byRoom, devices, hives, missing: [], duplicates: [] }
}

/** Renders the page with a query cache filled in advance, so that the page sends no requests. */
function open({
  path = '/sensors',
  directory = building(Date.now()),
  oak = { '00-03': { last: 2 }, '00-04': { last: 0 }, '00-05': { last: 1 } },
  places = topology,
}: {
  path?: string
  oak?: Record<string, { last: unknown }>
  directory?: SensorDirectory | null
  places?: Topology
} = {}) {
  const client = createPageCache(places, directory)
  const poller = createSnapshotPoller(5 * second)
  const now = Date.now()
  client.setQueryData(historyStatusQuery().queryKey, currentHistoryStatus)
  client.setQueryData(
    snapshotQuery(poller).queryKey,
    nextSnapshot(undefined, parseReadings({ oak }), now),
  )
  for (const name of analysisWindowNames) {
    client.setQueryData(analysisWindowQuery(name, berlin, null).queryKey, null)
  }
  const night = {
    from: Date.parse('2026-11-23T00:00+01:00'),
    to: Date.parse('2026-11-23T05:00+01:00'),
  }
  const told: WindowReadings = {
    ...night,
    readings: parseReadings({ oak: { '00-05': metricsFromCounts(repeatCount(298, 1)) } }),
  }
  client.setQueryData(analysisWindowQuery('night', berlin, null).queryKey, told)
  window.history.replaceState(null, '', path)
  renderPage(client, <SensorsPage />)
  const refuse = () => act(() => refuseQuery(client, sensorDirectoryQuery().queryKey))
  return { now, refuse, user: userEvent.setup() }
}

const names = () => screen.queryAllByRole('rowheader').map((one) => one.textContent)
const chips = () =>
  within(screen.getByRole('group', { name: 'Filter by problem' }))
    .getAllByRole('button')
    .map((chip) => chip.textContent)
const row = (name: RegExp) => screen.getByRole('row', { name })

test('shows an offline hive as one problem with its sensors collapsed', async () => {
  const { now, user } = open()
  const dead = screen.getByRole('button', { name: /^Floor 3 hive 1/ })
  const since = formatTime(now - 2 * hour, berlin)
  expect(dead).toHaveTextContent(
    `Floor 3 hive 1, offline since ${since} · 2 sensors, 1 room without data`,
  )
  expect(dead).toHaveAttribute('aria-expanded', 'false')
  expect(chips()).toEqual([
    'All 6',
    'Hive offline 1',
    'Offline 1',
    'Stuck overnight 1',
    'Battery due soon 1',
  ])
  expect(names()).toEqual(['Door00-06', 'Centre00-05', 'West00-04', 'East00-03'])

  await user.click(dead)
  expect(names().slice(0, 2)).toEqual(['North00-01', 'South00-02'])
  expect(within(row(/^North/)).getByText('Offline (hive offline)')).toBeVisible()
})

test('shows how many sensors report, how many are online, and how many hives are online', () => {
  open()
  const totals = screen.getByLabelText('Totals')
  expect(totals).toHaveTextContent('presence sensors reporting3of 5')
  expect(totals).toHaveTextContent('sensors online3of 6')
  expect(totals).toHaveTextContent('hives online1of 2')
})

test('lists and counts a hive without sensors, and treats it as a problem if it is offline', async () => {
  const directory = building(Date.now())
  const [first] = directory.hives
  const empty = { ...first, id: 'h9', name: 'Spare hive', serial: 'S9', floorId: 'f2' }
  const hives = [...directory.hives, { ...hive('h9', 'Spare hive', false, 0), ...empty }]
  const { user } = open({ directory: { ...directory, hives } })
  expect(screen.getByLabelText('Totals')).toHaveTextContent('hives online1of 3')
  const spare = screen.getByRole('button', { name: /^Spare hive, offline/ })
  expect(spare).toHaveTextContent('no sensors')
  expect(spare).toBeDisabled()
  await user.click(screen.getByRole('button', { name: 'Hive offline 2' }))
  expect(screen.getByRole('button', { name: /^Spare hive/ })).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Battery due soon/ }))
  expect(screen.queryByRole('button', { name: /^Spare hive/ })).toBeNull()
})

test('counts and lists an online presence sensor without a count as a problem', async () => {
  const now = Date.now()
  const { devices } = building(now)
  const silent = { roomId: 'oak', floorId: 'f2', hiveId: 'h2', lastHeartbeatAt: now - 20 * second }
  const window = makeDevice({ mac: '00-08', name: 'Window', ...silent })
  const { user } = open({
    path: '/sensors?place=f2',
    directory: directoryOf([...devices, window], now),
  })
  expect(within(row(/^Window/)).getByText('Online but not reporting')).toBeVisible()
  expect(within(row(/^East/)).getByText('Reporting')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Online but not reporting 1' }))
  expect(names()).toEqual(['Window00-08'])
})

test('lists an online sensor with an implausible or invalid count as a problem', async () => {
  const oak = { '00-03': { last: 1_001 }, '00-04': { last: 'many' }, '00-05': { last: 1 } }
  const { user } = open({ path: '/sensors?place=f2', oak })
  expect(within(row(/^East/)).getByText('Implausible count')).toBeVisible()
  expect(within(row(/^West/)).getByText('Invalid reading')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Implausible count 1' }))
  expect(names()).toEqual(['East00-03'])
})

test('a row shows the details of a sensor and links to its room', () => {
  open({ path: '/sensors?place=f2' })
  const west = row(/^West/)
  expect(within(west).getByText('In 12 days')).toBeVisible()
  // A heartbeat was 20 s before the page opened; rendering may take longer than a second.
  const [, seconds] = /(\d+) s ago/.exec(west.textContent) ?? []
  expect(Number(seconds)).toBeGreaterThanOrEqual(20)
  expect(within(west).getByRole('link', { name: 'Oak' })).toHaveAttribute(
    'href',
    '/rooms/oak?place=f2',
  )
  expect(within(row(/^Centre/)).getByText('Wired')).toBeVisible()
  expect(within(row(/^East/)).getByText('No due date')).toBeVisible()
  expect(within(row(/^East/)).getByText('Reporting')).toBeVisible()
})

test('a battery is due today for the whole local day, and overdue from the next day', () => {
  const now = Date.now()
  const today = startOfLocalDay(now, berlin)
  const oak = { roomId: 'oak', floorId: 'f2', hiveId: 'h2' }
  const devices = [
    makeDevice({ mac: '00-01', name: 'North', ...oak, batteryDueAt: today }),
    makeDevice({ mac: '00-02', name: 'South', ...oak, batteryDueAt: today - hour }),
  ]
  open({ path: '/sensors?place=f2', directory: directoryOf(devices, now) })
  expect(within(row(/^North/)).getByText('Today')).toBeVisible()
  expect(within(row(/^North/)).getByText('Battery due soon')).toBeVisible()
  expect(within(row(/^South/)).getByText('1 day overdue')).toBeVisible()
  expect(within(row(/^South/)).getByText('Battery overdue')).toBeVisible()
})

test('shows an anomaly with its evidence and a link to its chart', () => {
  open()
  const centre = row(/^Centre/)
  expect(
    within(centre).getByText(
      /^Possibly stuck: never dropped below 1 between 00:00 and 05:00 \(data for 298 of 300 minutes\)\./,
    ),
  ).toBeVisible()
  expect(within(centre).getByRole('link', { name: 'View chart of Oak' })).toHaveAttribute(
    'href',
    '/rooms/oak?range=24h',
  )
})

test('a problem filter lists the sensors with that problem and is stored in the URL', async () => {
  const { user } = open()
  await user.click(screen.getByRole('button', { name: /^Battery due soon/ }))
  expect(window.location.search).toBe('?problem=battery-due')
  expect(names()).toEqual(['West00-04'])
  expect(screen.getByRole('button', { name: /^Floor 2 hive 1/ })).toHaveTextContent(
    '1 of 4 sensors',
  )
})

test('an empty result names the active filters and offers to clear them', async () => {
  const { user } = open({ path: '/sensors?q=zzz&problem=offline' })
  expect(screen.getByText('No sensors matching “zzz” have the problem “Offline”')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(names()).toEqual(['Door00-06'])
})

test('finds a sensor by address, even under a collapsed hive', () => {
  open({ path: '/sensors?q=00-02' })
  expect(names()).toEqual(['South00-02'])
})

test('counts hidden devices and shows them on request', async () => {
  const { user } = open({ path: '/sensors?group=none&q=bench' })
  expect(screen.getByText(/1 test device is hidden\./)).toBeVisible()
  expect(names()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Show hidden devices' }))
  expect(names()).toEqual(['Benchfa-ke-07'])
  expect(within(row(/^Bench/)).getByText('Test device')).toBeVisible()
  expect(chips()).toEqual(['All 1'])
})

test('sorts by a column and states column and direction in aria-sort', async () => {
  const { user } = open({ path: '/sensors?group=none' })
  const header = (name: string) => screen.getByRole('columnheader', { name })
  expect(header('Health')).toHaveAttribute('aria-sort', 'ascending')
  await user.click(within(header('Sensor')).getByRole('button'))
  expect(names()[0]).toBe('Centre00-05')
  expect(header('Sensor')).toHaveAttribute('aria-sort', 'ascending')
  expect(header('Health')).toHaveAttribute('aria-sort', 'none')
  await user.click(within(header('Sensor')).getByRole('button'))
  expect(names()[0]).toBe('West00-04')
  expect(header('Sensor')).toHaveAttribute('aria-sort', 'descending')
})

test('shows the hive and its status for each sensor in a flat list', () => {
  open({ path: '/sensors?group=none' })
  expect(within(row(/^North/)).getByText('Hive offline')).toBeVisible()
  expect(within(row(/^North/)).getByText('Floor 3 hive 1')).toBeVisible()
})

test('keeps the data when a request fails, and shows its age', async () => {
  const { refuse } = open({ directory: building(Date.now() - 4 * minute - second) })
  await refuse()
  expect(await screen.findByText(/Showing sensor data from 4 min ago\./)).toBeVisible()
  expect(names()).toHaveLength(4)
})

test('shows a loading message, then an error if the first request fails', async () => {
  const { refuse } = open({ directory: null })
  expect(screen.getByText('Loading sensors')).toBeInTheDocument()
  await refuse()
  expect(await screen.findByText('No sensor data yet')).toBeVisible()
})

test('with ten thousand sensors, renders only the rows in view and states the number of rows in aria-rowcount', () => {
  const devices = Array.from({ length: 10_000 }, (_, index) =>
    makeDevice({ mac: `00-${index}`, roomId: 'oak', floorId: 'f2', hiveId: 'h2' }),
  )
  open({ directory: directoryOf(devices, Date.now()) })
  expect(screen.getByRole('table', { name: 'Sensors' })).toHaveAttribute('aria-rowcount', '10003')
  const drawn = screen.getAllByRole('rowheader')
  expect(drawn.length).toBeGreaterThan(10)
  expect(drawn.length).toBeLessThan(60)
})

test('in the simulated building, finds the sensor that counts a person all night', async () => {
  // A fixed date, because each simulated sensor goes offline for hours on about one day in a hundred.
  const noon = Date.parse('2026-11-18T12:00:00+01:00')
  await renderApp({ path: '/sensors?problem=stuck', simulator: { now: () => noon } })
  const row = await screen.findByRole('row', { name: /Stuck overnight/ })
  expect(within(row).getByText(/never dropped below 1 between 00:00 and 05:00/)).toBeVisible()
  expect(within(row).getByRole('link', { name: 'View chart of Wellbeing' })).toBeVisible()
})

test('copies every sensor that matches the filters, including those of collapsed hives', async () => {
  const { user } = open({ path: '/sensors?q=maple' })
  await screen.findByRole('table')
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(screen.getByText('Copied 2 sensors')).toBeInTheDocument()
  const lines = (await navigator.clipboard.readText()).split('\n')
  expect(lines[0]).toMatch(/^Sensors, /)
  const [headings = '', ...rows] = lines.slice(lines.indexOf('') + 1)
  expect(headings).toMatch(/^Sensor\tMAC address\tHealth\tPossible problems\tRoom\t/)
  expect(rows.map((row) => row.split('\t').slice(0, 3))).toEqual([
    ['North', '00-01', 'Hive offline'],
    ['South', '00-02', 'Hive offline'],
  ])
})

test('states that the history of the sensors is not checked in a large building', () => {
  const notice = /With more than 500 rooms, Headroom doesn’t check the past seven days/
  open()
  expect(screen.queryByText(notice)).toBeNull()
  cleanup()
  const others = Array.from({ length: 499 }, (_, index) =>
    makeRoom({ id: `room_${index}`, name: `Room ${index}`, floorId: 'f3' }),
  )
  open({ places: { ...topology, rooms: [...topology.rooms, ...others] } })
  expect(screen.getByText(notice)).toBeVisible()
})
