import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import { SessionGate } from '#src/features/sign-in/session-gate.tsx'
import { second } from '#src/domain/time/duration.ts'
import { ErrorScreen } from './error-screen.tsx'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'
import * as text from '#messages/app.ts'

/** The app: the session gate, then the shell with the screen for the URL. */
export function App({ client }: { client: QueryClient }) {
  return (
    <ErrorScreen title={text.pageFailed}>
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
