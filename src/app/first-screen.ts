import type { QueryClient } from '@tanstack/react-query'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { getPollers } from '#src/data/reporting/pollers.tsx'
import { sessionQuery } from '#src/data/session/queries.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import { second } from '#src/domain/time/duration.ts'

/** Maximum wait before the first render. A slower response appears in a view that is already on the screen. */
const maxWaitMs = 100

/**
 * Loads the data of the first screen into the query cache, from the responses that arrived while the script loaded.
 * The first render then shows rooms instead of placeholders. Resolves within 100 ms; errors appear in the
 * views.
 */
export async function loadFirstScreen(client: QueryClient): Promise<void> {
  if (!globalThis.headroomEarlyResponses) return
  await Promise.race([
    fillCache(client).catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, maxWaitMs)),
  ])
}

async function fillCache(client: QueryClient): Promise<void> {
  const session = await client.query(sessionQuery())
  if (!session.signedIn) return
  const { snapshot } = getPollers(client, session.gateway.pollSeconds * second)
  await Promise.allSettled([
    client.query(snapshotQuery(snapshot)),
    client.query(topologyQuery()),
    client.query(sensorDirectoryQuery()),
    client.query(overridesQuery()),
  ])
}
