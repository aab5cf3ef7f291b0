import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { PollersProvider } from '#src/reporting/pollers.tsx'
import { SessionGate } from '#src/session/session-gate.tsx'
import { second } from '#src/time/duration.ts'
import { ErrorScreen } from './error-screen.tsx'
import { createQueryClient } from './query-client.ts'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'

/** Headroom: the session first, then the shell around whatever screen the URL names. */
export function App() {
  const [client] = useState(createQueryClient)
  return (
    <ErrorScreen what="Headroom">
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
    </ErrorScreen>
  )
}
