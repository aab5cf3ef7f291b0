import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { minute } from '#src/domain/time/duration.ts'
import { openBreakdown } from '#src/testing/breakdown-page.tsx'

const panel = (name: string | RegExp) => screen.getByRole('dialog', { name })
const items = (name: string, list: string | RegExp) =>
  within(panel(name))
    .getAllByRole('list', { name: list })
    .flatMap((one) => within(one).getAllByRole('listitem'))
    .map((item) => item.textContent)

test('lists a room’s sensors with their counts, and why a sensor is missing', () => {
  openBreakdown('/?explain=room:maple')
  const [north, other] = items('Breakdown of 7+ · Maple', 'Sensors')
  expect(north).toMatch(/North.*7updated \d s ago/)
  expect(other).toMatch(/Door.*no count.*offline since \d+ \w+, \d\d:\d\d/)
  expect(other).toMatch(/Hive 2 has been offline since/)
  expect(other).toMatch(/Battery replacement overdue since 5 Jan 2020/)
  expect(items('Breakdown of 7+ · Maple', 'Not counted')).toEqual(['Tester: test device, hidden'])
  const maple = within(panel('Breakdown of 7+ · Maple'))
  expect(maple.getByText('at least 7 people')).toBeVisible()
  expect(maple.getByText(/1 of 2 sensors isn’t reporting/)).toBeVisible()
  expect(maple.getByRole('link', { name: 'Maple' })).toHaveAttribute('href', '/rooms/maple')
})

test('shows the rule behind the state, the source of the capacity and the note in the overrides file', () => {
  openBreakdown('/?explain=room:maple')
  const maple = within(panel('Breakdown of 7+ · Maple'))
  expect(maple.getByText('Busy: 70% of capacity or more (at least 6 of 8)')).toBeVisible()
  expect(maple.getByText(/Headroom settings \(Butlr: 10\)/)).toBeVisible()
  expect(maple.getByText('Note in the settings: Two chairs were taken out.')).toBeVisible()
})

test('shows the time window in the building’s time', () => {
  openBreakdown('/?explain=room:maple')
  expect(
    within(panel('Breakdown of 7+ · Maple')).getByText(
      /^\d\d:\d\d to \d\d:\d\dEurope\/Berlin \(CES?T\)$/,
    ),
  ).toBeVisible()
})

test('renders the panel outside the element that mounts it', () => {
  openBreakdown('/?explain=room:maple')
  expect(screen.getByRole('dialog')).toBeVisible()
  expect(within(screen.getByRole('banner')).queryByRole('dialog')).toBeNull()
})

test('a poll updates the open panel', async () => {
  const { poll } = openBreakdown('/?explain=room:maple')
  const before = screen.getByRole('dialog')
  act(() => poll({ maple: { m1: 4, m2: 2 } }))
  expect(await screen.findByRole('dialog', { name: 'Breakdown of 6 · Maple' })).toBe(before)
})

test('Escape closes the panel and returns focus to the link that opened it', async () => {
  const { user } = openBreakdown('/?state=busy')
  await user.click(screen.getByRole('link', { name: '7+' }))
  expect(screen.getByRole('dialog', { name: 'Breakdown of 7+ · Maple' })).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: '7+' })).toHaveFocus()
  expect(window.location.search).toBe('?state=busy')
})

test('Escape in a field outside the panel does not close the panel', async () => {
  const { user } = openBreakdown('/?explain=room:maple')
  await user.type(screen.getByRole('textbox', { name: 'Find' }), 'a{Escape}')
  expect(screen.getByRole('dialog')).toBeVisible()
})

test('links lead from a total to a floor, and from there to a room', async () => {
  const { user } = openBreakdown('/?explain=all')
  expect(items('Breakdown of 12+ · All sites', 'Locations')).toEqual([
    'Floor 37+1 of 1 room in use, 1 with missing data',
    'Floor 251 of 2 rooms in use',
  ])
  await user.click(screen.getByRole('link', { name: 'Floor 2' }))
  expect(items('Breakdown of 5 · Floor 2', 'Rooms')).toEqual(['Oak5'])
  expect(within(panel('Breakdown of 5 · Floor 2')).getByText('1 room with 0 people')).toBeVisible()
  await user.click(screen.getByRole('link', { name: 'Oak' }))
  expect(within(panel('Breakdown of 5 · Oak')).getByRole('link', { name: 'Floor 2' })).toBeVisible()
  expect(screen.getByRole('dialog')).toHaveFocus()
})

test('the breakdown of a floor lists the rooms with missing data separately', () => {
  openBreakdown('/?explain=floor:f3')
  expect(items('Breakdown of 7+ · Floor 3', 'Rooms with missing data')).toEqual([
    'Maple7+1 sensor missing',
  ])
})

test('marks stale values as out of date', () => {
  openBreakdown('/?explain=room:oak', { ageMs: 4 * minute })
  expect(
    within(panel('Breakdown of 5 (out of date) · Oak')).getByText(
      /too old to show a current state/,
    ),
  ).toBeVisible()
})

test.each(['room:oak', 'all'])('shows “Why there’s no data” for expired data: %s', (subject) => {
  openBreakdown(`/?explain=${subject}`, { ageMs: 15 * minute })
  expect(within(panel(/^Why there’s no data · /)).getByText(/last update is too old/)).toBeVisible()
})

test.each(['room:nowhere', 'floor:nowhere', 'nonsense'])(
  'shows “Not found” for the unknown or malformed target “%s”',
  (subject) => {
    openBreakdown(`/?explain=${subject}`)
    expect(screen.getByRole('dialog', { name: 'Not found' })).toBeVisible()
  },
)

test('shows a loading message before the first response', () => {
  openBreakdown('/?explain=all', { answered: false })
  expect(within(panel('Loading…')).getByText('Getting the latest counts.')).toBeVisible()
})
