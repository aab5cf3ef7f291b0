import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { boardDraft } from '#src/testing/fixtures.ts'
import { openReplay } from '#src/testing/open-replay.ts'

const lobby = (roomId: (name: string) => string) => [
  {
    ...boardDraft,
    name: 'Lobby',
    rooms: { kind: 'rooms' as const, ids: [roomId('Juniper'), roomId('Booth 3.1')] },
  },
]
const board = (name: string) => screen.findByRole('article', { name })
const layouts = async () => within(await screen.findByRole('group', { name: 'Layout' }))

test('a board shows its own rooms at the replayed moment, and is marked as a replay', async () => {
  await openReplay('/replay?at=2026-10-13T07:59Z&view=board&place=unknown', { getBoards: lobby })
  const lobbyBoard = within(await board('Lobby'))
  expect(lobbyBoard.getByRole('heading', { level: 1 })).toHaveTextContent('Replay of 13 Oct 2026')
  expect(lobbyBoard.getByText('09:59')).toBeVisible()
  expect(lobbyBoard.getByText('Replay, 09:59')).toBeVisible()
  expect(lobbyBoard.queryByText(/live|next/i)).toBeNull()
  expect(lobbyBoard.getByRole('listitem', { name: /^Juniper, 3 of 14 people/ })).toBeVisible()
  expect(lobbyBoard.getByRole('listitem', { name: 'Booth 3.1, not shown' })).toBeVisible()
  expect(screen.getByText(/^1 room for 1–2 people isn’t shown/)).toBeVisible()
  expect(screen.getByLabelText('Totals')).toHaveTextContent(/rooms in use1of 1/)
  fireEvent.keyDown(document.body, { key: 'ArrowRight' })
  expect(
    await lobbyBoard.findByRole('listitem', { name: /^Juniper, 5 of 14 people/ }),
  ).toBeVisible()
  expect(lobbyBoard.getByText('Replay, 10:00')).toBeVisible()
  // A link shows the same board after another one is created.
  expect(window.location.search).toMatch(/&board=./)
})

test('the URL names the board and its page, and Escape returns to the live rooms', async () => {
  const { user } = await openReplay('/replay?at=2026-10-13T08:00Z', {
    getBoards: () => [
      { ...boardDraft, name: 'All' },
      { ...boardDraft, name: 'Everything' },
    ],
  })
  await user.click(await (await layouts()).findByRole('button', { name: 'Board' }))
  await board('All')
  await user.click(screen.getByRole('button', { name: 'Next page' }))
  await waitFor(() => expect(window.location.search).toMatch(/view=board.*&board=.+&page=2/))
  expect(screen.getByRole('img', { name: /^Page 2 of/ })).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Board' }), 'Everything')
  await board('Everything')
  expect(window.location.search).not.toMatch('page=')
  fireEvent.keyDown(document.body, { key: 'Escape' })
  expect(await screen.findByRole('group', { name: 'View' })).toBeVisible()
  expect(window.location.pathname + window.location.search).toBe('/')
})

test('a link to an unknown board shows that it isn’t available, and offers the other boards', async () => {
  const { user } = await openReplay('/replay?at=2026-10-13T08:00Z&view=board&board=gone', {
    getBoards: lobby,
  })
  expect(await screen.findByRole('alert')).toHaveTextContent('This board isn’t available')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Board' }), 'Lobby')
  await board('Lobby')
})

test('a board whose rooms are all withheld marks them as not shown, instead of as without data', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=board', {
    getBoards: (roomId) => [
      { ...boardDraft, name: 'Booths', rooms: { kind: 'rooms', ids: [roomId('Booth 3.1')] } },
    ],
    getMinutes: () => ({ rooms: [] }),
  })
  const booths = within(await board('Booths'))
  expect(booths.getByRole('listitem', { name: 'Booth 3.1, not shown' })).toBeVisible()
  expect(screen.queryByText(/no data for this day/)).toBeNull()
})

test('the board’s privacy setting applies to the replay', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=board', {
    getBoards: (roomId) => [
      {
        ...boardDraft,
        name: 'Private',
        privacy: 'small-rooms-in-words',
        rooms: { kind: 'rooms', ids: [roomId('Kitchen West')] },
      },
    ],
    // The capacity of this room is not set.
    getMinutes: (roomId) => ({
      rooms: [
        {
          room: roomId('Kitchen West'),
          minutes: [1_440],
          people: [3],
          reported: [1],
          expected: [1],
        },
      ],
    }),
  })
  const kitchen = within(await board('Private')).getByRole('listitem', {
    name: 'Kitchen West, in use',
  })
  expect(kitchen).not.toHaveTextContent(/\d/)
})

test('without boards, the board layout is not offered, and a link to it states that there are none', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=board')
  expect(await screen.findByText('No boards yet')).toBeVisible()
  fireEvent.click((await layouts()).getByRole('button', { name: 'Cards' }))
  await screen.findByRole('link', { name: /^Juniper, 5 of 14/ })
  expect((await layouts()).queryByRole('button', { name: 'Board' })).toBeNull()
})

test('an account that may not use boards sees why', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=board', { account: 'otherOrganisation' })
  expect(await screen.findByText('Boards aren’t available')).toBeVisible()
  expect(screen.getByText(/doesn’t have access to any of the sites/)).toBeVisible()
})

test('the URL keeps the state filter, and no state matches a withheld room', async () => {
  const { user } = await openReplay('/replay?at=2026-10-13T08:00Z&state=in-use')
  await screen.findByRole('link', { name: /^Juniper, 5 of 14/ })
  expect(screen.queryByText('Booth 3.1')).toBeNull()
  const chips = within(screen.getByRole('group', { name: 'Filter by state' }))
  await user.click(chips.getByRole('button', { name: /^No data/ }))
  await waitFor(() => expect(screen.queryByRole('link', { name: /^Juniper/ })).toBeNull())
  expect(screen.queryByText('Booth 3.1')).toBeNull()
  await user.click(chips.getByRole('button', { name: /^Full/ }))
  expect(await screen.findByText('No rooms with the state “Full” at 10:00.')).toBeVisible()
  expect(window.location.search).toMatch('state=full')
  await user.click(screen.getByRole('button', { name: 'Show all states' }))
  expect(await screen.findByText('Booth 3.1')).toBeVisible()
})

test('the floor plan distinguishes withheld rooms from rooms without data', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=plan')
  expect(
    await screen.findByRole('link', { name: /^Booth 3\.1, not shown: room for 1–2 people/ }),
  ).toBeVisible()
  expect(screen.getByRole('link', { name: 'Booth 3.2, no data' })).toBeVisible()
  expect(screen.getByText('not shown (room for 1–2 people)')).toBeVisible()
})
