import { expect, test } from 'vitest'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { listRoomIds } from './insights-rooms.ts'
import { createInsightsView } from './insights-view.ts'
import { countVerdicts, sortRankedRooms, toRankedRooms } from './ranked-rooms.ts'
import { toRankingExport } from './ranking-export.ts'

const rooms = [
  makeInsightsRoom({ id: 'large', capacity: 12 }),
  makeInsightsRoom({ id: 'right', capacity: 4 }),
  makeInsightsRoom({ id: 'small', capacity: 2, isJudged: true }),
  makeInsightsRoom({ id: 'crowded', capacity: 5 }),
  makeInsightsRoom({ id: 'unsized', capacity: null }),
]
const figures = [
  makeRoomInsight({ room: 'large' }),
  makeRoomInsight({ room: 'right' }),
  makeRoomInsight({
    room: 'small',
    minutesByPeople: [],
    usedHours: 0,
    minutesInUse: 0,
    personMinutes: 0,
    peak: 0,
  }),
  makeRoomInsight({
    room: 'crowded',
    minutesByPeople: [
      [4, 2_000],
      [6, 1_000],
    ],
    personMinutes: 14_000,
    peak: 6,
  }),
  makeRoomInsight({ room: 'unsized' }),
]
const response = { from: 0, to: 1, usedFromMinutes: 10, rooms: figures }
const params = {
  range: { name: '30d' },
  isCompared: true,
  place: null,
  kind: null,
  tags: [],
} as const
const view = createInsightsView(rooms, listRoomIds(rooms), { ...params, tags: [] }, undefined, {
  zone: rooms[0]?.zone ?? makeInsightsRoom({ id: '' }).zone,
  today: Date.parse('2026-11-26T00:00+01:00'),
  rule: defaultRightSizeRule,
})
const ranked = toRankedRooms(response, response, view, [])
const idsOf = (list: readonly { room: { id: string } }[]) => list.map(({ room }) => room.id)

test('rooms of the wrong size come first', () => {
  expect(idsOf(sortRankedRooms(ranked, 'attention', false))).toEqual([
    'crowded',
    'large',
    'right',
    'unsized',
    'small',
  ])
})

test('rooms without a value are last in both directions', () => {
  expect(idsOf(sortRankedRooms(ranked, 'utilisation', false)).at(-1)).toBe('unsized')
  expect(idsOf(sortRankedRooms(ranked, 'utilisation', true)).at(-1)).toBe('unsized')
  expect(idsOf(sortRankedRooms(ranked, 'name', true))).toEqual([
    'unsized',
    'small',
    'right',
    'large',
    'crowded',
  ])
})

test('counts the rooms with each verdict, and returns no counts before the eight weeks are loaded', () => {
  expect(Object.fromEntries(countVerdicts(ranked))).toEqual({
    'too-large': 1,
    'about-right': 1,
    'not-judged': 1,
    'too-small': 1,
    'no-capacity': 1,
  })
  expect(countVerdicts(toRankedRooms(response, null, view, [])).size).toBe(0)
})

test('exports the figures in the order of the page', () => {
  const { title, rows } = toRankingExport(
    sortRankedRooms(ranked, 'attention', false),
    view.exportHeading,
  )
  expect(title).toContain('Insights, All sites')
  const [columns = [], crowded = [], large = []] = rows
  const cell = (row: readonly unknown[], column: string) => row[columns.indexOf(column)]
  expect(cell(crowded, 'Right size, 8 weeks')).toBe('Too small')
  expect(cell(large, 'Seats needed')).toBe(4)
  expect(cell(large, 'Frequency (%)')).toBe(50)
  expect(cell(large, 'Occupancy when in use (%)')).toBe(25)
  expect(cell(large, 'Utilisation (%)')).toBe(12.5)
})

test('the thresholds of the view decide which rooms are too large', () => {
  const rule = { ...defaultRightSizeRule, seatsShare: 0.01 }
  const counts = countVerdicts(toRankedRooms(response, response, { ...view, rule }, []))
  expect(countVerdicts(ranked).get('too-large')).toBeGreaterThan(0)
  expect(counts.get('too-large')).toBeUndefined()
})
