import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type PageSession, sessionKey } from '#src/data/session/queries.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { minute } from '#src/domain/time/duration.ts'
import { AccountMenu } from './account-menu.tsx'

test('shows the remaining time of the session, not its end, which could be misread in another time zone', () => {
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
  // jsdom does not implement popovers, so the test sends the event that opens the panel.
  const opened = Object.assign(new Event('beforetoggle'), { newState: 'open' })
  for (const one of screen.getAllByLabelText('Account')) fireEvent(one, opened)
  expect(screen.getByText('Signed in for another 57 min.')).toBeInTheDocument()
})
