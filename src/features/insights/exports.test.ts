import { expect, test } from 'vitest'
import { toTableExport } from '#src/components/charts/data-table.tsx'
import { computeShares } from '#src/domain/insights/shares.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { makeInsightsRoom, makeRoomInsight } from '#src/testing/example-insights.ts'
import { makeTopology } from '#src/testing/fixtures.ts'
import { toHeadlineExport } from './headline-export.ts'
import { createInsightsView } from './insights-view.ts'
import { toGroupsExport } from './served-table.tsx'
import { toRunOutTable, toSizesExport } from './sizes-export.ts'

const zone = toTimeZone('Europe/Berlin')
const day = 86_400_000
const today = Date.parse('2026-11-26T00:00+01:00')
const rooms = [makeInsightsRoom({ id: 'maple', name: 'Maple', zone })]
const topology = makeTopology({
  sites: [{ id: 'site', name: 'Northgate', zone }],
  buildings: [{ id: 'building', name: 'Main building', siteId: 'site' }],
  floors: [{ id: 'floor', name: 'Floor 2', buildingId: 'building', level: 2 }],
})
const view = createInsightsView(
  rooms,
  { all: ['maple'], judged: ['maple'] },
  { range: { name: '7d' }, isCompared: true, place: 'floor', kind: null, tags: [] },
  topology,
  {
    zone,
    today,
    rule: { seatsShare: 0.5, servedShare: 0.9, overCapacityShare: 0.1, minimumCoverage: 0.8 },
  },
)
const title = 'Insights, Floor 2, Main building - 2026-11-19 to 2026-11-25 Europe/Berlin'
const sharesOf = (changes = {}) =>
  computeShares([{ use: makeRoomInsight({ room: 'maple', ...changes }), capacity: 12 }])

test('exports the headline with its parts, the earlier period and the change', () => {
  const peak = { people: 12, at: today - day, knownRooms: 1, rooms: 1, complete: true }
  const exported = toHeadlineExport(
    view,
    { shares: sharesOf({ completeOpenMinutes: 4_500 }), peak },
    { shares: sharesOf({ usedHours: 40 }), peak: { ...peak, people: 10 } },
  )
  expect(exported.title).toBe(`${title}, Overview`)
  expect(exported.details).toContainEqual([
    'Compared with',
    '2026-11-12 to 2026-11-18 Europe/Berlin',
  ])
  const [columns = [], ...figures] = exported.rows
  expect(columns).toHaveLength(11)
  expect(figures.every((cells) => cells.length === columns.length)).toBe(true)
  expect(figures.slice(0, 2)).toEqual([
    // prettier-ignore
    ['Most people at once', 12, 'people', 1, 'rooms with data', 1, 'rooms', '2026-11-25T00:00:00+01:00', 'yes', 10, 2],
    // prettier-ignore
    ['Frequency', 50, '%', 50, 'used hours', 100, 'hours with data', null, null, 40, 10],
  ])
  expect(figures.slice(4).map(([name, value]) => [name, value])).toEqual([
    ['Coverage by all sensors', 75],
    ['Coverage by some sensors', 25],
    ['Without data', 0],
  ])
})

test('exports empty cells for the headline of a period without data, and no comparison if it is off', () => {
  const empty = { knownHours: 0, usedHours: 0, minutesInUse: 0, personMinutes: 0, openMinutes: 0 }
  const { rows, details } = toHeadlineExport(view, { shares: sharesOf(empty), peak: null }, null)
  expect(rows.slice(1).map(([, value]) => value)).toEqual(Array.from({ length: 7 }, () => null))
  expect(rows.slice(1).map((cells) => cells.at(-1))).toEqual(Array.from({ length: 7 }, () => null))
  expect(details.map(([label]) => label)).not.toContain('Compared with')
})

test('exports supply and demand of each size, and states which weeks are missing', () => {
  const runOut = { from: today - day, to: today - day + 30 * 60_000 }
  const size = {
    seats: 6,
    rooms: 2,
    openMinutes: 3_000,
    unknownMinutes: 10,
    groups: { count: 2, at: runOut.from },
    runOuts: [runOut],
    unknown: [],
  }
  const moments = {
    ...view.period,
    withheldRooms: 0,
    hourly: [],
    peak: null,
    sizes: [size, { ...size, seats: 10, groups: null, runOuts: [] }],
  }
  const exported = toSizesExport(moments, view, { done: 1, weeks: 2 })
  expect(exported.title).toBe(`${title}, supply and demand by size`)
  expect(exported.details).toContainEqual(['Weeks checked', '1 of 2 weeks checked'])
  const time = '2026-11-25T00:00:00+01:00'
  expect(exported.rows.slice(1)).toEqual([
    [6, 2, 2, time, 3_000, 10, 30, 1, time, '2026-11-25T00:30:00+01:00', 30],
    [10, 2, null, null, 3_000, 10, 0, 0, null, null, null],
  ])
})

test('exports the group sizes of a room with its floor, building and eight weeks', () => {
  const [room] = rooms
  if (room === undefined) throw new Error('There is no room.')
  const exported = toGroupsExport(room, makeRoomInsight({ room: 'maple' }), view)
  expect(exported.title).toBe(
    'Maple, Floor 2, Main building - Group sizes, 2026-10-01 to 2026-11-25 Europe/Berlin',
  )
  expect(exported.details).toEqual([
    ['Room', 'Maple'],
    ['Room ID', 'maple'],
    ['Floor', 'Floor 2'],
    ['Building', 'Main building'],
    ['Site', 'Northgate'],
    ['Seats', 12],
    ['Range', '2026-10-01 – 2026-11-25'],
    ['Time zone', 'Europe/Berlin (CEST/CET)'],
  ])
})

test('the days of run-outs are ISO dates in a file, and estimates from hourly counts are marked', () => {
  const runOut = { from: today - day, to: today - day + 30 * 60_000 }
  const sizes = [
    {
      seats: 6,
      rooms: 2,
      openMinutes: 3_000,
      unknownMinutes: 0,
      groups: null,
      runOuts: [runOut],
      unknown: [{ from: runOut.to, to: today }],
    },
  ]
  const moments = { ...view.period, withheldRooms: 0, peak: null, hourly: [runOut], sizes }
  const { rows } = toTableExport(toRunOutTable(moments, view), view.exportHeading, title)
  expect(rows.slice(1).map((cells) => [cells[0], cells.at(-2), cells.at(-1)])).toEqual([
    ['2026-11-25', 'no room free', 'yes'],
    ['2026-11-25', 'no data', 'no'],
  ])
  expect(toSizesExport(moments, view, { done: 2, weeks: 2 }).details.at(-1)?.[0]).toBe('Estimates')
})
