import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openReplay } from '#src/testing/open-replay.ts'

const from = Date.parse('2026-10-13T00:00+02:00')

const card = (name: RegExp) => screen.findByRole('link', { name })
const slider = () => screen.getByRole('slider', { name: 'Time of day' })

test('a link opens the rooms at the time in its URL, and the keys move through the day', async () => {
  await openReplay('/replay?at=2026-10-13T07:59Z')
  expect(await card(/^Juniper, 3 of 14 people/)).toBeVisible()
  const band = screen.getByRole('region', { name: 'Replay, not live' })
  // The band and the title receive the moment after the rooms are rendered.
  await waitFor(() => {
    expect(band).toHaveTextContent('Tue, 13 Oct 2026, 09:59')
    expect(document.title).toContain('Replay, not live · Tue, 13 Oct 2026, 09:59')
  })
  fireEvent.keyDown(document.body, { key: 'ArrowRight' })
  expect(await card(/^Juniper, 5 of 14 people/)).toBeVisible()
  expect(slider()).toHaveAttribute('aria-valuetext', '10:00, 5 people')
  fireEvent.keyDown(document.body, { key: 'ArrowLeft', shiftKey: true })
  expect(slider()).toHaveAttribute('aria-valuetext', '09:50, 3 people')
  fireEvent.change(slider(), { target: { value: '720' } })
  expect(slider()).toHaveAttribute('aria-valuetext', '12:00, 5 people')
})

test('the card of a room for one or two people states why the room is not shown', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z')
  await card(/^Juniper/)
  const items = screen
    .getAllByRole('listitem')
    .filter((one) => within(one).queryByText('Booth 3.1'))
  expect(items[0]).toHaveTextContent('Not shown')
  expect(screen.queryByRole('link', { name: /^Booth 3\.1/ })).toBeNull()
  expect(screen.getByText(/^1 room for 1–2 people isn’t shown/)).toBeVisible()
})

test.each(['Escape', 'l'])('%s returns to live rooms', async (key) => {
  await openReplay('/replay?at=2026-10-13T08:00Z&view=cards')
  await card(/^Juniper, 5 of 14/)
  fireEvent.keyDown(document.body, { key })
  expect(await screen.findByRole('group', { name: 'View' })).toBeVisible()
  expect(screen.queryByRole('region', { name: 'Replay, not live' })).toBeNull()
  expect(window.location.pathname).toBe('/')
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
})

test('the replay shows no live status, search or breakdown', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z&explain=all')
  await card(/^Juniper/)
  expect(screen.queryByRole('button', { name: /^Live/ })).toBeNull()
  expect(screen.queryByRole('button', { name: /^Search/ })).toBeNull()
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a note states that hourly values are not replayed', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z', {
    getMinutes: () => ({ hourly: [{ from, to: from + 86_400_000 }] }),
  })
  expect(await screen.findByText(/only hourly values at this time/)).toBeVisible()
})

test.each([
  [{ state: 'not_installed', reason: null, from: null }, /its database \(DuckDB\) isn’t installed/],
  [{ state: 'no_account', reason: null, from: null }, /has no Butlr account of its own/],
] as const)('states why there is no history: %o', async (unavailable, reason) => {
  await openReplay('/replay?at=2026-10-13T08:00Z', { unavailable })
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent(reason)
  expect(alert).not.toHaveTextContent('Headroom will keep trying')
})

test('a day that cannot be read right now is loaded later', async () => {
  await openReplay('/replay?at=2026-10-13T08:00Z', {
    unavailable: { state: 'current', reason: null, from: null },
  })
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Headroom can’t read its history right now.Headroom will keep trying.',
  )
})
