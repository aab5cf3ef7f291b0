import { renderToString } from 'react-dom/server'
import * as v from 'valibot'
import { SessionState } from '#src/contract/session.ts'
import { PlacesResponse } from '#src/contract/topology.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { getPollers } from '#src/data/reporting/pollers.tsx'
import { sessionQuery } from '#src/data/session/queries.ts'
import {
  overridesQuery,
  readOverrides,
  sensorDirectoryQuery,
  topologyQuery,
} from '#src/data/topology/queries.ts'
import { nextSnapshot, parseReport } from '#src/domain/readings/readings.ts'
import { parseSensorsResponse } from '#src/domain/topology/sensor-directory.ts'
import { parseTopology } from '#src/domain/topology/topology.ts'
import { second } from '#src/domain/time/duration.ts'
import { virtualizeAbove } from '#src/features/rooms/room-grid.tsx'
import { App } from './app.tsx'
import { createQueryClient } from './query-client.ts'

/** The JSON of the responses that the overview shows. */
type FirstScreenTexts = Record<'session' | 'readings' | 'places' | 'sensors' | 'overrides', string>

/**
 * Renders the overview to HTML in the gateway; the browser hydrates it. All state is in a query client that exists only
 * for this call, so that no data of one account reaches the page of another.
 *
 * @param at when the readings arrived, in Unix milliseconds
 * @returns the HTML; null if the browser must render the page, because there is no session or because the building is
 *   so large that the browser renders only the rooms in view
 */
export async function renderFirstScreen(
  texts: FirstScreenTexts,
  at: number,
): Promise<string | null> {
  const session = v.parse(SessionState, JSON.parse(texts.session))
  const topology = parseTopology(v.parse(PlacesResponse, JSON.parse(texts.places)))
  const { readings, incomplete } = parseReport(JSON.parse(texts.readings))
  const roomIds = new Set([...Object.keys(readings), ...topology.rooms.map(({ id }) => id)])
  if (!session.signedIn || roomIds.size > virtualizeAbove) return null

  const client = createQueryClient()
  const { snapshot } = getPollers(client, session.gateway.pollSeconds * second)
  client.setQueryData(sessionQuery().queryKey, { ...session, endedIdentity: null })
  client.setQueryData(
    snapshotQuery(snapshot).queryKey,
    nextSnapshot(undefined, readings, at, incomplete),
  )
  client.setQueryData(topologyQuery().queryKey, topology)
  client.setQueryData(
    sensorDirectoryQuery().queryKey,
    parseSensorsResponse(JSON.parse(texts.sensors)),
  )
  client.setQueryData(overridesQuery().queryKey, await readOverrides(JSON.parse(texts.overrides)))
  return renderToString(<App client={client} renderedAt={at} />)
}
