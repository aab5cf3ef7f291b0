import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, type ReactNode } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import type { GatewayInfo } from '#src/contract/session.ts'
import { reloadOnIdentityChange, sessionQuery } from '#src/data/session/queries.ts'
import { second } from '#src/domain/time/duration.ts'
import * as text from '#messages/session.ts'

/** Shown until the gateway's first response. Has no visible text unless a request failed. */
function WaitingForGateway({ error }: { error: unknown }) {
  return (
    <main className="grid min-h-dvh place-items-center p-4 text-center">
      {error ? (
        <p role="alert">
          <strong className="block font-semibold">{text.serverUnreachableTitle}</strong>
          <span className="text-ink-muted">{text.serverUnreachable}</span>
        </p>
      ) : (
        <output className="sr-only">{text.loading}</output>
      )}
    </main>
  )
}

/** Delay before preloading the form, which must not compete with the first screen. */
const preloadDelayMs = 5 * second
const loadSignInCard = () => import('./sign-in-card.tsx')
const SignInCard = lazyPart(() => loadSignInCard().then((module) => module.SignInCard))

/**
 * Shows the app if there is a session, otherwise the sign-in card. If the session expires, the last view stays behind
 * the card, inert, and becomes active again after signing in.
 *
 * @param children renders the app with the gateway's information
 */
export function SessionGate({ children }: { children: (gateway: GatewayInfo) => ReactNode }) {
  const client = useQueryClient()
  const { data: session, error } = useQuery(sessionQuery())
  const signedIn = session?.signedIn === true

  useEffect(() => reloadOnIdentityChange(client), [client])

  // Preloads the form while signed in, because it must work even if the server is down when the session ends.
  useEffect(() => {
    if (!signedIn) return
    const timer = setTimeout(() => void loadSignInCard().catch(() => {}), preloadDelayMs)
    return () => clearTimeout(timer)
  }, [signedIn])

  if (!session) return <WaitingForGateway error={error} />

  const endedIdentity = session.signedIn ? null : session.endedIdentity
  const isAppShown = session.signedIn || endedIdentity !== null
  return (
    <>
      {isAppShown && (
        <div
          inert={!session.signedIn}
          className={session.signedIn ? 'contents' : 'block opacity-40'}
        >
          {children(session.gateway)}
        </div>
      )}
      {!session.signedIn && (
        <div
          className={endedIdentity ? 'fixed inset-0 z-50 grid overflow-y-auto' : 'grid min-h-dvh'}
        >
          <Suspense fallback={null}>
            <SignInCard
              gateway={session.gateway}
              ended={endedIdentity !== null}
              reason={session.reason}
              {...(endedIdentity ? { lastIdentity: endedIdentity } : {})}
            />
          </Suspense>
        </div>
      )}
    </>
  )
}
