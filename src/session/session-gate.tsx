import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { GatewayFacts } from './contract.ts'
import { sessionQuery, signIn } from './queries.ts'
import { SignInForm } from './sign-in-form.tsx'
import { WaitingForGateway } from './waiting-for-gateway.tsx'

/**
 * Shows the app to whoever is signed in, and the sign-in card to everybody else. When a session ends by itself, the
 * last view stays behind the card, out of reach, and is there again after signing in.
 *
 * @param children what a session opens, given what the gateway says of itself
 */
export function SessionGate({ children }: { children: (gateway: GatewayFacts) => ReactNode }) {
  const client = useQueryClient()
  const { data: session, error } = useQuery(sessionQuery())
  if (!session) return <WaitingForGateway error={error} />

  const ended = session.signedIn ? null : session.ended
  const open = session.signedIn || ended !== null
  return (
    <>
      {open && (
        <div
          inert={!session.signedIn}
          className={session.signedIn ? 'contents' : 'block opacity-40'}
        >
          {children(session.gateway)}
        </div>
      )}
      {!session.signedIn && (
        <div className={ended ? 'fixed inset-0 z-50 grid overflow-y-auto' : 'grid min-h-dvh'}>
          <SignInForm
            gateway={session.gateway}
            ended={ended !== null}
            {...(ended ? { lastIdentity: ended } : {})}
            signIn={(credentials) => signIn(client, credentials)}
          />
        </div>
      )}
    </>
  )
}
