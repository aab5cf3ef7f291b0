import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Display, SuspensionReason } from '#src/contract/display.ts'
import { DisplayRow } from './display-row.tsx'

const at = Date.now()
const display: Display = {
  id: 'd1',
  name: 'Lobby TV',
  boardId: 'b1',
  pairedBy: 'ines@example.com',
  pairedAt: at,
  until: at + 1e10,
  suspended: null,
  lastSeenAt: at,
  status: null,
  statusAt: null,
}

function show(suspended: SuspensionReason | null) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ul>
        <DisplayRow
          display={{ ...display, suspended }}
          boards={[]}
          unreadableBoardIds={[]}
          mayChange
          servedVersion="v1"
          pollSeconds={5}
          heading={{ current: null }}
          topology={undefined}
        />
      </ul>
    </QueryClientProvider>,
  )
  return screen.getByRole('listitem', { name: 'Lobby TV' })
}

test.each([
  ['simulator', 'using the simulated building'],
  ['address', 'connected to a different Butlr server'],
  ['organisation', 'connected to a different organisation'],
] as const)('explains why a display is suspended (%s) and how to use it again', (reason, words) => {
  const row = show(reason)
  expect(row).toHaveTextContent(
    `Paused: this display was paired while Headroom was ${words}. It will resume if Headroom switches back. To use it now, revoke it and pair it again.`,
  )
  expect(row).toHaveTextContent(/Paused · last seen/)
})

test('shows who paired an unverified display and what to do', () => {
  expect(show('unverified')).toHaveTextContent(
    'Paused: Headroom can’t verify that ines@example.com, who paired this display, has access to this building. If you recognise the display, choose Edit, then Save. Otherwise, revoke it.',
  )
})

test('does not show “Paused” for a display that was paired with the current upstream', () => {
  expect(show(null)).not.toHaveTextContent('Paused')
})

test('when a form closes, returns the focus to the button that opened the form', async () => {
  const user = userEvent.setup()
  const row = within(show(null))
  const revoke = row.getByRole('button', { name: /^Revoke/, expanded: false })
  await user.click(revoke)
  expect(revoke).toHaveAttribute('aria-expanded', 'true')
  await user.click(row.getByRole('button', { name: 'Cancel' }))
  expect(revoke).toHaveFocus()
  expect(revoke).toHaveAttribute('aria-expanded', 'false')
})
