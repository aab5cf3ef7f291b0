import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Link, useQueryString } from '#src/lib/navigation.tsx'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { parseReadings, nextSnapshot, type Snapshot } from '#src/domain/readings/readings.ts'
import { day, second } from '#src/domain/time/duration.ts'
import { makeDevice, makeSensorDirectory, makeTopology, makeRoom, northgate } from './fixtures.ts'
import { applyOverrides } from '#src/domain/topology/apply-overrides.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import { getExplainParam, withExplainParam } from '#src/lib/routes.ts'
import { BreakdownPanel } from '#src/features/breakdown/breakdown-panel.tsx'

const now = Date.now()
const topology = makeTopology({
  ...northgate,
  rooms: [
    makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3', capacity: 10 }),
    makeRoom({ id: 'oak', name: 'Oak', floorId: 'f2' }),
    makeRoom({ id: 'elm', name: 'Elm', floorId: 'f2' }),
  ],
})
const maple = (mac: string, name: string) => makeDevice({ mac, name, roomId: 'maple' })
const door = {
  ...maple('m2', 'Door'),
  online: false,
  lastReportAt: now - 3 * day,
  hiveId: 'h2',
  batteryDueAt: Date.UTC(2020, 0, 5, 12),
}
const sensors = {
  maple: [maple('m1', 'North'), door],
  oak: [makeDevice({ mac: 'o1' })],
  elm: [makeDevice({ mac: 'e1' })],
}
const directory = makeSensorDirectory({
  at: now,
  byRoom: sensors,
  devices: [
    ...Object.values(sensors).flat(),
    makeDevice({ mac: 'fa-ke-1', name: 'Tester', roomId: 'maple', hidden: 'test' }),
  ],
  hives: [
    {
      id: 'h2',
      name: 'Hive 2',
      serial: null,
      floorId: 'f3',
      online: false,
      lastHeartbeatAt: now - 3 * day,
      stability: null,
    },
  ],
})
const poller = createSnapshotPoller(5 * second)

/** A page with links to breakdowns. The query cache is filled in advance, so the page sends no requests. */
function Page() {
  const search = useQueryString()
  const subject = getExplainParam(search)
  return (
    <>
      <Link href={`/${withExplainParam(search, 'room:maple')}`}>7+</Link>
      <input aria-label="Find" />
      {subject !== null && <BreakdownPanel target={subject} />}
    </>
  )
}

export function openBreakdown(path: string, { ageMs = 0, answered = true } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const poll = (counts: Record<string, Record<string, number>>, at = Date.now()) => {
    const answer = Object.entries(counts).map(([id, macs]) => [
      id,
      Object.fromEntries(Object.entries(macs).map(([mac, last]) => [mac, { last }])),
    ])
    client.setQueryData<Snapshot>(snapshotQuery(poller).queryKey, (before) =>
      nextSnapshot(before, parseReadings(Object.fromEntries(answer)), at),
    )
  }
  client.setQueryData(topologyQuery().queryKey, topology)
  client.setQueryData(sensorDirectoryQuery().queryKey, directory)
  client.setQueryData(overridesQuery().queryKey, {
    configured: true,
    overrides: { rooms: { maple: { capacity: 8, note: 'Two chairs were taken out.' } } },
    loadedAt: 1,
    problem: null,
    apply: applyOverrides,
  })
  if (answered) poll({ maple: { m1: 7 }, oak: { o1: 5 }, elm: { e1: 0 } }, Date.now() - ageMs)
  window.history.replaceState(null, '', path)
  render(
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5 * second}>
        <header>
          <Page />
        </header>
      </PollersProvider>
    </QueryClientProvider>,
  )
  return { poll, user: userEvent.setup() }
}
