import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import { SessionGate } from '#src/features/sign-in/session-gate.tsx'
import { second } from '#src/domain/time/duration.ts'
import { ErrorScreen } from './error-screen.tsx'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'
import * as text from '#messages/app.ts'

const DisplayPages = lazyPart(
  async () => (await import('#src/display-app/screens/display-app.tsx')).DisplayRoutes,
)

/** The app: the session gate, then the shell with the screen for the URL. */
export function App({ client }: { client: QueryClient }) {
  // A display has a separate identity and never shows the sign-in form.
  if (/^\/display(\/|$)/.test(window.location.pathname)) {
    return (
      <Suspense>
        <DisplayPages />
      </Suspense>
    )
  }
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
