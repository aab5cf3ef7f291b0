import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Suspense, type ComponentProps } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import { SessionGate } from '#src/features/sign-in/session-gate.tsx'
import { FirstRender } from '#src/lib/first-render.tsx'
import { second } from '#src/domain/time/duration.ts'
import { ErrorScreen } from './error-screen.tsx'
import { Routes } from './routes.tsx'
import { Shell } from './shell.tsx'
import * as text from '#messages/app.ts'

const DisplayPages = lazyPart(
  async () => (await import('#src/display-app/screens/display-app.tsx')).DisplayRoutes,
)

/** The app: the session gate, then the shell with the screen for the URL. */
export function App(props: ComponentProps<typeof StaffApp>) {
  // A display has a separate identity and never shows the sign-in form.
  if (/^\/display(\/|$)/.test(window.location.pathname)) {
    return (
      <Suspense>
        <DisplayPages />
      </Suspense>
    )
  }
  return <StaffApp {...props} />
}

/** The pages for staff. `renderedAt` is the time of the gateway's HTML; null without it. */
export function StaffApp({
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
