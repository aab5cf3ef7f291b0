import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, within } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, test } from 'vitest'
import { minute, second } from '#src/domain/time/duration.ts'
import type { Display, DisplaysResponse, DisplayStatus } from '#src/contract/display.ts'
import { localDateAt, weekdayOfDate } from '#src/domain/time/local-date.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import {
  boardDraft,
  displayStatus as status,
  makeRoom,
  makeTopology,
} from '#src/testing/fixtures.ts'
import { BoardList } from './board-list.tsx'
import { DisplayList } from './displays-view.tsx'
import { attentionLabel, isConnected } from './display-status.ts'

const display = (name: string, seenMsAgo: number | null, change: Partial<DisplayStatus> = {}) => ({
  id: name,
  name,
  boardId: 'board',
  pairedBy: 'ines@example.com',
  pairedAt: 0,
  until: Date.now() + 1e10,
  suspended: null,
  lastSeenAt: seenMsAgo === null ? null : Date.now() - seenMsAgo,
  status: seenMsAgo === null ? null : { ...status, ...change },
  statusAt: seenMsAgo === null ? null : Date.now() - seenMsAgo,
})

const response = (displays: Display[], unreadableCount = 0): DisplaysResponse => ({
  account: 'ready',
  version: status.version,
  mayChange: true,
  pollSeconds: 5,
  displays,
  unreadableCount,
  unreadableBoardIds: [],
})

const client = new QueryClient()
const wrapper = ({ children }: PropsWithChildren) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
)
const list = (displays: Display[], unreadableCount = 0) =>
  render(
    <DisplayList
      displaysData={response(displays, unreadableCount)}
      boards={[]}
      topology={undefined}
    />,
    {
      wrapper,
    },
  )
const listLobbyBoard = (displays: Display[] = []) => {
  const board = { ...boardDraft, id: 'b1', name: 'Lobby', revision: 1, logo: null }
  return render(<BoardList boards={[board]} displaysData={response(displays)} />, { wrapper })
}
const row = (name: string) => within(screen.getByRole('listitem', { name }))

test('shows a silent display as not connected, regardless of its last status', () => {
  list([display('Lobby', 29 * minute), display('Canteen', 3 * second), display('New', null)])
  expect(row('Lobby').getByText(/^Not connected since \d\d:\d\d/)).toHaveTextContent('(29 min ago)')
  expect(row('Lobby').queryByText(/Live/)).not.toBeInTheDocument()
  expect(row('Lobby').getByText(/Check that the screen is on/)).toBeVisible()
  expect(row('Canteen').getByText(/Live · last seen/)).toBeVisible()
  expect(row('New').getByText('Never connected')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('1 of 3 displays needs attention')
})

test('states until when a screen is off or dimmed outside the opening hours of its board', () => {
  const now = Date.now()
  const today = weekdayOfDate(localDateAt(now, toTimeZone('UTC'))) + 1
  const hours = (otherwise: 'dim' | 'black') => ({
    days: [today === 7 ? 1 : today + 1],
    from: '07:30',
    to: '19:00',
    otherwise,
  })
  const board = { ...boardDraft, revision: 1, logo: null }
  const boards = [
    { ...board, id: 'off', hours: hours('black') },
    { ...board, id: 'dimmed', hours: hours('dim') },
    { ...board, id: 'on', hours: null },
  ]
  const displays = boards.map(({ id }) => ({ ...display(id, second), boardId: id }))
  render(
    <DisplayList
      displaysData={response(displays)}
      boards={boards}
      topology={makeTopology({ rooms: [makeRoom({ id: 'oak', name: 'Oak' })] })}
    />,
    { wrapper },
  )
  expect(row('off').getByText(/^Screen off until [A-Z]\w\w 07:30.* · last seen/)).toBeVisible()
  expect(row('dimmed').getByText(/^Screen dimmed until [A-Z]\w\w 07:30/)).toBeVisible()
  expect(row('on').getByText(/^Live · last seen/)).toBeVisible()
})

test.each([
  ['three minutes old', 3 * minute],
  ['missing', null],
])('shows no status or warnings for a display whose last status is %s', (_, ageMs) => {
  const statusAt = ageMs === null ? null : Date.now() - ageMs
  list([{ ...display('Lobby', second, { freshness: 'stale' }), statusAt }])
  expect(row('Lobby').getByText(/^Last seen/)).toBeVisible()
  expect(row('Lobby').queryByText(/Not live|Page 1|latest version/)).not.toBeInTheDocument()
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('shows whether a display is up to date, but no version hashes', () => {
  list([display('Lobby', second), display('Canteen', second, { version: 'ffffffffffff' })])
  expect(row('Lobby').getByText(/latest version/)).toBeVisible()
  expect(row('Canteen').getByText(/app update pending/)).toBeVisible()
  expect(screen.queryByText(/0a1b2c|ffffff/)).not.toBeInTheDocument()
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

test('counts connected displays that report problems', () => {
  const now = Date.now()
  const displays = [
    display('Lobby', second, { freshness: 'stale' }),
    display('Canteen', second, { awake: { state: 'refused', reason: 'Battery is low.' } }),
    display('Stairs', second),
  ]
  expect(attentionLabel(displays, [], now, 5)).toBe('2 of 3 displays need attention')
  expect(attentionLabel(displays.slice(2), [], now, 5)).toBeNull()
})

test('warns if a screen is upright and its board is not', () => {
  const now = Date.now()
  const board = { ...boardDraft, id: 'board', revision: 1, logo: null }
  const upright = { ...status.screen, width: 1_080, height: 1_920 }
  const displays = [display('Lobby', second, { screen: upright }), display('Canteen', second)]
  expect(attentionLabel(displays, [board], now, 5)).toBe('1 of 2 displays needs attention')
  expect(attentionLabel(displays, [], now, 5)).toBeNull()
})

test('a display counts as connected until it has missed six polls, and for at least two minutes', () => {
  const at = Date.now()
  expect(isConnected({ lastSeenAt: at }, at + 2 * minute - 1, 5)).toBe(true)
  expect(isConnected({ lastSeenAt: at }, at + 2 * minute, 5)).toBe(false)
  expect(isConnected({ lastSeenAt: at }, at + 29 * minute, 300)).toBe(true)
  expect(isConnected({ lastSeenAt: at }, at + 30 * minute, 300)).toBe(false)
})

test('moves the focus to the heading when the display with the focus is revoked', () => {
  const [lobby, canteen] = [display('Lobby', second), display('Canteen', second)]
  const { rerender } = list([lobby, canteen])
  const button = row('Lobby').getByRole('button', { name: /^Revoke/ })
  act(() => button.focus())
  rerender(<DisplayList displaysData={response([lobby])} boards={[]} topology={undefined} />)
  expect(button).toHaveFocus()
  rerender(<DisplayList displaysData={response([canteen])} boards={[]} topology={undefined} />)
  expect(screen.getByRole('heading', { name: 'Displays' })).toHaveFocus()
})

test('a board has a visible link to edit it', () => {
  listLobbyBoard()
  const edit = row('Lobby').getByRole('link', { name: 'Edit Lobby' })
  expect(edit).toHaveTextContent('Edit')
  expect(edit).toHaveAttribute('href', '/displays?board=b1')
})

test('moves the focus to the heading when the board with the focus is deleted', () => {
  const { rerender } = listLobbyBoard()
  act(() =>
    row('Lobby')
      .getByRole('button', { name: /^Delete/ })
      .focus(),
  )
  rerender(<BoardList boards={[]} displaysData={response([])} />)
  expect(screen.getByRole('heading', { name: 'Boards' })).toHaveFocus()
})

test('deletes a board only after a click on a separate button, however often the delete button is clicked', () => {
  listLobbyBoard()
  const button = row('Lobby').getByRole('button', { name: 'Delete Lobby' })
  act(() => button.click())
  act(() => button.click())
  expect(row('Lobby').getByRole('button', { name: 'Delete Lobby' })).toBe(button)
  expect(row('Lobby').getByRole('button', { name: 'Confirm delete: Lobby' })).not.toBe(button)
  act(() => row('Lobby').getByRole('button', { name: 'Cancel' }).click())
  expect(button).toHaveFocus()
  expect(row('Lobby').queryByText('Confirm delete')).toBeNull()
})

test('explains, before any confirmation, why a board that displays show cannot be deleted', () => {
  listLobbyBoard([{ ...display('Canteen', second), boardId: 'b1' }])
  const button = row('Lobby').getByRole('button', { name: 'Delete Lobby' })
  const reason =
    'Shown on Canteen. To delete this board, first select another board for this display.'
  expect(button).toHaveAttribute('aria-disabled', 'true')
  expect(button).toHaveAccessibleDescription(reason)
  act(() => button.click())
  expect(row('Lobby').getByRole('status')).toHaveTextContent(reason)
  expect(row('Lobby').queryByText('Confirm delete')).toBeNull()
})

test('states that displays stored by another version are not shown', () => {
  list([], 2)
  expect(
    screen.getByText(/^2 displays aren’t shown because they were saved by a different version/),
  ).toBeVisible()
})

test('states how many boards cannot be read, and marks the display that shows one of them', () => {
  const displaysData = {
    ...response([display('Lobby', second)]),
    unreadableBoardIds: ['board', 'b2'],
  }
  const { unmount } = render(
    <DisplayList displaysData={displaysData} boards={[]} topology={undefined} />,
    { wrapper },
  )
  expect(row('Lobby').getByText('Board can’t be read')).toBeVisible()
  unmount()
  render(<BoardList displaysData={displaysData} boards={[]} />, { wrapper })
  expect(
    screen.getByText(/^2 boards aren’t shown because Headroom can’t read them\./),
  ).toBeVisible()
})
