import type { QueryClient } from '@tanstack/react-query'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { getPollers } from '#src/data/reporting/pollers.tsx'
import { sessionQuery } from '#src/data/session/queries.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import { second } from '#src/domain/time/duration.ts'

/** Maximum wait before the first render. A slower response appears in a view that is already on the screen. */
const maxWaitMs = 100
/** Maximum wait while the page shows the gateway's HTML: longer, because the code for overrides may have to load. */
const maxHydrationWaitMs = 3_000

/**
 * Loads the data of the first screen into the query cache, from the responses that arrived with the page or while the
 * script loaded. The first render then shows rooms instead of placeholders. Resolves within 100 ms, or within
 * three seconds if the page already shows rooms; errors appear in the views.
 *
 * @param renderedAt time of the readings in the gateway's HTML, in Unix milliseconds; 0 or NaN if there is none
 * @returns whether the cache has the data that the HTML shows
 */
export async function loadFirstScreen(client: QueryClient, renderedAt = 0): Promise<boolean> {
  if (!globalThis.headroomEarlyResponses) return false
  const readAt = await Promise.race([
    fillCache(client).catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, renderedAt ? maxHydrationWaitMs : maxWaitMs)),
  ])
  return readAt === renderedAt
}

/**
 * Fills the query cache and returns the time of the live readings; undefined without a session. Parses each response in
 * a separate task, so that no long task blocks the page.
 */
async function fillCache(client: QueryClient): Promise<number | undefined> {
  const session = await client.query(sessionQuery())
  if (!session.signedIn) return
  const { snapshot } = getPollers(client, session.gateway.pollSeconds * second)
  await nextTask()
  const readings = client.query(snapshotQuery(snapshot))
  await nextTask()
  const places = client.query(topologyQuery())
  await nextTask()
  const sensors = client.query(sensorDirectoryQuery())
  const [{ at }] = await Promise.all([readings, places, sensors, client.query(overridesQuery())])
  await nextTask()
  return at
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve))
