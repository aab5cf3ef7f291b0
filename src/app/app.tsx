import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import { SessionGate } from '#src/features/sign-in/session-gate.tsx'
import { FirstRender } from '#src/lib/first-render.tsx'
import { second } from '#src/domain/time/duration.ts'
import { ErrorScreen } from './error-screen.tsx'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'
import * as text from '#messages/app.ts'

/** @param renderedAt time of the readings in the gateway's HTML, in Unix milliseconds; null if the app does not use it */
export function App({
  client,
  renderedAt = null,
}: {
  client: QueryClient
  renderedAt?: number | null
}) {
  return (
    <ErrorScreen title={text.pageFailed}>
      <FirstRender at={renderedAt}>
        <QueryClientProvider client={client}>
          <SessionGate>
            {(gateway) => (
              <PollersProvider intervalMs={gateway.pollSeconds * second}>
                <Shell>
                  <Routes />
                </Shell>
              </PollersProvider>
            )}
          </SessionGate>
        </QueryClientProvider>
      </FirstRender>
    </ErrorScreen>
  )
}
