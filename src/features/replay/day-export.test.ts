import { expect, test } from 'vitest'
import { toReplayDay } from '#src/domain/history/replay.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { toDayExport } from './day-export.ts'

const minuteMs = 60_000
const from = Date.parse('2026-11-25T00:00+01:00')
const zone = toTimeZone('Europe/Berlin')
const period = { from, to: from + 1_440 * minuteMs }
const run = { reported: [1, 1, 1], expected: [1, 1, 1] }
const day = toReplayDay({
  ...period,
  provisionalFrom: null,
  withheldRooms: ['booth'],
  hourly: [],
  rooms: [
    { ...run, room: 'maple', minutes: [4, 1, 1_435], people: [2, 5, 1] },
    { ...run, room: 'oak', minutes: [3, 2, 1_435], people: [6, null, 1] },
  ],
})
const options = { day, period, zone, roomCount: 3, topology: undefined, place: null, board: null }

test('exports the largest number of people in each five minutes, and the number of rooms with data', () => {
  const { title, details, rows } = toDayExport({ ...options, last: 9 })
  expect(title).toBe('People over the day, All sites - 2026-11-25 Europe/Berlin')
  expect(details).toEqual([
    ['Location', 'All sites'],
    ['Range', '2026-11-25 – 2026-11-25'],
    ['Time zone', 'Europe/Berlin (CET)'],
    ['Rooms', 2],
    ['Rooms not shown (for 1–2 people)', 1],
  ])
  expect(rows).toEqual([
    ['Local time', 'UTC time', 'People (most in 5 minutes)', 'Rooms with data'],
    ['2026-11-25T00:00:00+01:00', '2026-11-24T23:00:00+00:00', 8, 2],
    ['2026-11-25T00:05:00+01:00', '2026-11-24T23:05:00+00:00', 2, 2],
  ])
})

test('ends at the last minute with data, and names the board', () => {
  const { title, rows } = toDayExport({ ...options, last: 5, board: { name: 'Lobby' } })
  expect(title).toMatch(/^People over the day, Lobby - /)
  expect(rows).toHaveLength(3)
})

test('exports an empty number of people for five minutes without data', () => {
  const empty = toReplayDay({
    ...period,
    provisionalFrom: null,
    withheldRooms: [],
    hourly: [],
    rooms: [],
  })
  const { rows } = toDayExport({ ...options, day: empty, last: 4 })
  expect(rows[1]?.slice(2)).toEqual([null, 0])
})
