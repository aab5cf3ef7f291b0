import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { SizeClass } from '#src/contract/insights.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { emptyTopology, type Topology } from '#src/domain/topology/topology.ts'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { listRoomIds } from '#src/features/insights/insights-rooms.ts'
import { createInsightsView } from '#src/features/insights/insights-view.ts'
import { maxEvents, ReportOverCapacity } from './report-over-capacity.tsx'
import { maxRooms, ReportRooms } from './report-rooms.tsx'
import { listShownSizes, maxSizes } from './report-sizes.tsx'
import { describeFilters, describePlace, listRules } from './place-text.ts'

const names = Array.from({ length: 12 }, (_, index) => `Room ${index + 1}`)
const rooms = names.map((id) => makeInsightsRoom({ id }))
const { zone } = makeInsightsRoom({ id: '' })
/** Thursday, 26 November 2026, in Berlin. */
const today = Date.parse('2026-11-26T00:00+01:00')
const selection = { range: { name: '7d' }, isCompared: true, place: null, kind: null } as const
const view = createInsightsView(rooms, listRoomIds(rooms), { ...selection, tags: [] }, undefined, {
  zone,
  today,
  rule: defaultRightSizeRule,
})
const current = { from: 0, to: 0, usedFromMinutes: 10, rooms: [] }
const order = { verdict: null, sort: 'attention', reversed: false } as const

/** Renders the rooms of a report, and returns its table. */
function renderRooms(insights = names.map((room) => makeRoomInsight({ room }))) {
  const figures = { ...current, rooms: insights }
  render(
    <ReportRooms
      view={view}
      params={order}
      current={figures}
      eightWeeks={{ data: figures, error: null }}
      suspects={[]}
      verdictSuspects={[]}
    />,
  )
  return screen.getByRole('table')
}

test('lists the rooms that fit on the page, and states the number of all rooms and their order', () => {
  const table = renderRooms()
  expect(within(table).getAllByRole('row')).toHaveLength(maxRooms + 1)
  expect(screen.getByText(/^The first \d of 12 rooms\. Order: needs attention\.$/)).toBeVisible()
  expect(screen.getByText('12 too large')).toBeVisible()
})

test('a room with little data has no shares and no groups, only its coverage', () => {
  const thin = makeRoomInsight({ room: 'Room 1', completeOpenMinutes: 2_880 })
  const row = within(renderRooms([thin])).getByRole('row', { name: /^Room 1/ })
  expect(within(row).getAllByText('no value')).toHaveLength(3)
  expect(row).toHaveTextContent(/48% coverageToo little data$/)
})

test('lists the latest events over capacity, and states how many there were', () => {
  const events = Array.from({ length: 9 }, (_, index) => ({
    room: 'Room 1',
    from: today - index * 3_600_000,
    to: today - index * 3_600_000 + 600_000,
    people: 14,
    capacity: 12,
    complete: true,
    estimated: false,
  }))
  const data = { from: 0, to: 0, withheldRooms: 0, events, more: 3 }
  render(<ReportOverCapacity view={view} overCapacity={{ data, error: null }} />)
  expect(screen.getAllByRole('row')).toHaveLength(maxEvents + 1)
  expect(screen.getByText(`the latest ${maxEvents} of 12 times`)).toBeVisible()
})

test('prints the whole names of rooms: long names leave space for fewer rows', () => {
  const name = 'Project room Zugspitze'
  const roomsById = new Map([['long', makeInsightsRoom({ id: 'long', name })]])
  const events = Array.from({ length: 9 }, (_, index) => ({
    room: 'long',
    from: today + index,
    to: today + 600_000,
    people: 14,
    capacity: 12,
    complete: true,
    estimated: false,
  }))
  const data = { from: 0, to: 0, withheldRooms: 0, events, more: 0 }
  render(<ReportOverCapacity view={{ roomsById, zone }} overCapacity={{ data, error: null }} />)
  // Each name takes two lines.
  expect(screen.getAllByRole('rowheader', { name })).toHaveLength(2)
  expect(screen.getByText('the latest 2 of 9 times')).toBeVisible()
})

test('shows events in the time zone of their room, and names the zone if it is not the main zone', () => {
  const event = { from: today, to: today + 600_000, people: 14, capacity: 12 }
  const flags = { complete: true, estimated: false }
  const events = ['near', 'far'].map((room) => ({ room, ...event, ...flags }))
  const roomsById = new Map(
    [
      makeInsightsRoom({ id: 'near', name: 'Near' }),
      makeInsightsRoom({ id: 'far', name: 'Far', zone: toTimeZone('Asia/Tokyo') }),
    ].map((room) => [room.id, room]),
  )
  const data = { from: 0, to: 0, withheldRooms: 0, events, more: 0 }
  render(<ReportOverCapacity view={{ roomsById, zone }} overCapacity={{ data, error: null }} />)
  const [near, far] = screen.getAllByRole('row').slice(1)
  expect(near).not.toHaveTextContent('GMT')
  expect(far).toHaveTextContent('GMT+9')
})

test('lists the sizes that ran out on the most days, in ascending order of seats', () => {
  const day = 86_400_000
  const sizes = [1, 2, 4, 8, 12, 16, 20].map((seats, index): SizeClass => ({
    seats,
    rooms: 10 - index,
    openMinutes: 600,
    unknownMinutes: 0,
    groups: null,
    runOuts: Array.from({ length: index }, (_, count) => ({
      from: today + count * day,
      to: today + count * day + 60_000,
    })),
    unknown: [],
  }))
  const moments = { from: 0, to: 0, withheldRooms: 0, peak: null, hourly: [], sizes }
  const shown = listShownSizes(moments, zone).map(({ seats }) => seats)
  expect(shown).toHaveLength(maxSizes)
  expect(shown).toEqual([4, 8, 12, 16, 20])
})

const topology: Topology = {
  ...emptyTopology(),
  sites: [{ id: 'site', name: 'Northgate', zone }],
  buildings: [
    { id: 'main', name: 'Main building', siteId: 'site' },
    { id: 'annex', name: 'Annex', siteId: 'site' },
  ],
  tags: [{ id: 'tag', name: 'Video' }],
}

test('the name of a building includes its site', () => {
  expect(describePlace(topology, 'main')).toBe('Main building, Northgate')
  expect(describePlace(topology, 'site')).toBe('Northgate')
})

test('states the filters, and the verdict to which the list is limited', () => {
  const filters = { kind: 'Meeting room', tags: ['tag'], verdict: 'too-small' } as const
  expect(describeFilters({ ...filters, tags: [...filters.tags] }, topology)).toEqual([
    'Filters: Meeting room, Video, list: too small.',
  ])
  expect(describeFilters({ kind: null, tags: [], verdict: null }, topology)).toEqual([])
})

test('states the thresholds, and the earlier period only if it has figures', () => {
  const facts = { hours: null, hasBefore: false, withheldRooms: 2, hasHourly: false }
  const rules = listRules(view, current, facts).join(' ')
  expect(rules).toContain('Used: at least 10 min in the hour.')
  expect(rules).toContain('leave out 2 rooms for 1–2 people.')
  expect(rules).not.toContain('Arrows compare')
  expect(listRules(view, current, { ...facts, hasBefore: true }).join(' ')).toContain(
    'Arrows compare',
  )
})

test('states that figures from hourly counts are estimates', () => {
  const facts = { hours: null, hasBefore: false, withheldRooms: 0, hasHourly: true }
  expect(listRules(view, current, facts).join(' ')).toContain('only hourly counts')
  const others = listRules(view, current, { ...facts, hasHourly: false })
  expect(others.join(' ')).not.toContain('hourly')
})
