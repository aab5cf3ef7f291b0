import * as fc from 'fast-check'
import * as v from 'valibot'
import { boardDraft } from './fixtures.ts'
import { cleanup, render } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { parseTopologyAnswer } from '#server/gateway/topology/topology-answer.ts'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { topologyQueries } from '#server/gateway/topology/topology-loader.ts'
import { createLiveRooms } from '#src/domain/live-rooms/live-rooms.ts'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import { parseReadings, nextSnapshot } from '#src/domain/readings/readings.ts'
import {
  applyChanges,
  arbitraryChanges,
  findOverlongTexts,
  serializeResponse,
  withLongIds,
  withLongNames,
} from './arbitrary-upstream.ts'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import { parseSensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { parseTopology } from '#src/domain/topology/topology.ts'
import { paginateBoard } from '#src/board/typography/board-pages.ts'
import { createWorkCounter, maxWorkRatio } from './work-counter.ts'
import { BoardView } from '#src/board/board-view.tsx'

const now = Date.UTC(2026, 10, 26, 10)
const intervalMs = 5_000
const layouts = ['cards', 'rows', 'totals', 'plan'] as const

/** Returns the simulator's responses for a small building. */
async function loadHealthyResponses() {
  const simulator = createSimulator({ rooms: 5, sensorsPerRoom: 2, now: () => now })
  const post = async (path: string, body: unknown, token = ''): Promise<unknown> => {
    const response = await simulator.fetch(
      new Request(`https://butlr.test${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      }),
    )
    return response.json()
  }
  const { username, password } = demoCredentials
  const login = v.parse(
    v.object({ access_token: v.string() }),
    await post('/api/v2/login', { username, password }),
  )
  const token = login.access_token
  return {
    places: await post('/api/v3/graphql', { query: topologyQueries.places }, token),
    sensors: await post('/api/v3/graphql', { query: topologyQueries.sensors }, token),
    readings: await post('/api/v3/reporting', currentOccupancyRequest, token),
  }
}

/** Returns null if the whole response is unreadable, which is tested separately. */
function nullIfUnreadable<TResult>(read: () => TResult): TResult | null {
  try {
    return read()
  } catch {
    return null
  }
}

const board = { ...boardDraft, privacy: 'small-rooms-in-words' } as const
type HealthyResponses = Awaited<ReturnType<typeof loadHealthyResponses>>

/** Renders every page of a board with these responses, and returns the defects of what it shows. */
function findBoardFaults(
  layout: (typeof layouts)[number],
  getResponse: (kind: keyof HealthyResponses) => unknown,
): string[] {
  const parseResponse = (kind: 'places' | 'sensors') =>
    nullIfUnreadable(() => ({ ...parseTopologyAnswer(kind, getResponse(kind), now), asOf: now }))
  const places = v.safeParse(PlacesResponse, parseResponse('places'))
  const sensors = v.safeParse(SensorsResponse, parseResponse('sensors'))
  const readings = nullIfUnreadable(() => {
    const data = v.parse(v.object({ data: v.unknown() }), getResponse('readings'))
    return parseReadings(data.data)
  })
  if (!places.success) return []

  const topology = parseTopology(places.output)
  const rooms = createLiveRooms()({
    snapshot: nextSnapshot(undefined, readings ?? {}, now),
    topology,
    directory: sensors.success ? parseSensorDirectory(sensors.output) : undefined,
    intervalMs,
  })
  const pages = paginateBoard({ ...board, layout }, rooms, topology)
  const maxPages = rooms.length + topology.floors.length + 1
  const faults = pages.length > maxPages ? [`${pages.length} pages`] : []
  for (const [index, page] of pages.entries()) {
    render(
      <BoardView
        {...{ topology, rooms, page, index, now, intervalMs }}
        board={{ ...board, layout }}
        zone={{ name: 'UTC', known: true }}
        at={now}
        freshness="live"
        sensorsAt={now}
        notLiveSince={null}
        nextTryAt={null}
        count={pages.length}
        done={0}
      />,
    )
    if (!document.body.textContent.includes('Lobby')) faults.push(`no board name on page ${index}`)
    // Includes attributes, because the numbers of an SVG are in attributes.
    const html = document.body.innerHTML
    const wrongValue =
      /NaN|undefined|(?<![\w.-])-0(?![\w.])|\[object|Infinity|Invalid Date|couldn’t show/i.exec(
        html,
      )
    if (wrongValue !== null) {
      faults.push(html.slice(Math.max(0, wrongValue.index - 60), wrongValue.index + 20))
    }
    faults.push(...findOverlongTexts())
    cleanup()
  }
  return faults
}

test.each(layouts)('the %s layout renders randomly changed data correctly', async (layout) => {
  const healthy = await loadHealthyResponses()
  const counter = createWorkCounter()
  onTestFinished(counter.close)
  findBoardFaults(layout, (kind) => healthy[kind])
  const plainWork = counter.take()
  const lists = fc.record({
    places: arbitraryChanges,
    sensors: arbitraryChanges,
    readings: arbitraryChanges,
  })
  fc.assert(
    fc.property(lists, (list) => {
      const faults = findBoardFaults(layout, (kind) =>
        JSON.parse(serializeResponse(applyChanges(healthy[kind], list[kind]))),
      )
      expect(faults).toEqual([])
      expect(counter.take()).toBeLessThan(maxWorkRatio * plainWork)
    }),
    { numRuns: 150 },
  )
})

test.each(layouts)('the %s layout renders very long names and IDs correctly', async (layout) => {
  const healthy = await loadHealthyResponses()
  expect(findBoardFaults(layout, (kind) => withLongNames(healthy[kind]))).toEqual([])
  expect(findBoardFaults(layout, (kind) => withLongIds(healthy[kind]))).toEqual([])
})
