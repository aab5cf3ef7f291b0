import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type PageSession, sessionKey } from '#src/data/session/queries.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import { AccountMenu } from './account-menu.tsx'

test('states how long the session lasts, not a time that would be read in another zone', () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const session: PageSession = {
    signedIn: true,
    identity: { kind: 'password', username: 'ada@example.com' },
    until: new Date(serverClock.now() + 57.5 * minute).toISOString(),
    gateway: { pollSeconds: 5, demo: null },
    endedIdentity: null,
  }
  client.setQueryData(sessionKey, session)
  render(
    <QueryClientProvider client={client}>
      <AccountMenu onShowShortcuts={() => undefined} />
    </QueryClientProvider>,
  )
  // jsdom has no popovers, so the panel does not open by itself.
  const opened = Object.assign(new Event('beforetoggle'), { newState: 'open' })
  for (const one of screen.getAllByLabelText('Account')) fireEvent(one, opened)
  expect(screen.getByText('Signed in for another 57 min.')).toBeInTheDocument()
})
