import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ActivityResponse } from '#src/contract/activity.ts'
import { activityQuery } from '#src/data/boards/queries.ts'
import { ActivityList } from './activity-list.tsx'

test('distinguishes revoked displays from displays that were unpaired with their remote controls', async () => {
  const event = { event: 'display.revoked', at: 0, address: '192.0.2.7', name: 'Lobby' } as const
  const answer: ActivityResponse = {
    events: [
      { ...event, id: '2', actor: 'display', account: 'Lobby' },
      { ...event, id: '1', actor: 'account', account: 'ines@example.com' },
    ],
    next: null,
  }
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } })
  client.setQueryData(activityQuery(null).queryKey, answer)
  render(
    <QueryClientProvider client={client}>
      <ActivityList />
    </QueryClientProvider>,
  )
  const [unpaired, revoked] = within(screen.getByRole('list')).getAllByRole('listitem')
  expect(unpaired).toHaveTextContent(
    /Unpaired display Lobby with its remote controlFrom 192.0.2.7$/,
  )
  expect(revoked).toHaveTextContent(/Revoked display Lobbyines@example.com from 192.0.2.7$/)
})
