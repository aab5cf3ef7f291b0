import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutLimit } from './formatting.mjs'
import { calibrate } from './gateway-load.mjs'
import { median, opening, startHistoryProcess, time } from './history.mjs'
import { roomId, writeHistory } from './history-data.mjs'
import { inventBuildings, writeEstate } from './insights-data.mjs'

const dayMs = 86_400_000
const minutesPerDay = 1_440
const place = { buildings: 1, rooms: 50, days: 60, minuteDays: 0 }
const estate = { buildings: 10, rooms: 5_000, days: 30, minuteDays: 0 }
/** The minutes of 30 days take too long to write, so a week is measured. */
const estateWeek = { ...estate, days: 7, minuteDays: 7 }
/** Maximum number of rooms and days for which one query examines sensors. */
const judged = { rooms: 500, days: 8 }
const weeks = estate.days / estateWeek.days

/**
 * Measures the queries of the Insights page in the history process.
 *
 * @returns {Promise<import('./parts.mjs').Row[]>}
 */
export async function measureInsights() {
  const small = await measureEstate(place)
  const large = await measureEstate(estate)
  const minutes = await measureEstate(estateWeek)
  const sensorsMs = await measureSensors()
  const momentsMs = minutes.momentsMs * weeks
  const placeMs = small.roomsMs + small.hoursMs
  const bytes = Math.max(large.bytes ?? 0, minutes.bytes ?? 0)
  return [
    {
      what: 'insights of 50 rooms × 60 days: figures of rooms and hours of the place',
      measured: `${Math.round(placeMs)} ms, medians of 5`,
      limit: '300 ms or less',
      met: placeMs <= 300,
    },
    {
      what: 'insights of 5,000 rooms × 30 days: figures of rooms',
      measured: `${Math.round(large.roomsMs)} ms, median of 5`,
      limit: '3,000 ms or less',
      met: large.roomsMs <= 3_000,
    },
    {
      what: 'insights of 5,000 rooms × 30 days: hours of the place',
      measured: `${Math.round(large.hoursMs)} ms, median of 5`,
      limit: '3,000 ms or less',
      met: large.hoursMs <= 3_000,
    },
    {
      what: 'insights of 5,000 rooms × 30 days: peak and run-outs, from a week',
      measured: `${Math.round(momentsMs)} ms, median of 5`,
      limit: '15,000 ms or less',
      met: momentsMs <= 15_000,
    },
    {
      what: 'history process: peak memory during these queries',
      measured: bytes === 0 ? 'unknown' : `${Math.round(bytes / 2 ** 20)} MiB`,
      limit: '512 MiB or less',
      met: bytes === 0 ? null : bytes <= 512 * 2 ** 20,
    },
    withoutLimit(
      'this machine: calibration, 20 million steps',
      `${Math.round(calibrate())} ms, minimum of 5`,
    ),
    withoutLimit(
      'insights of 5,000 rooms × 7 days: events over capacity',
      `${Math.round(minutes.overCapacityMs)} ms, median of 5`,
    ),
    withoutLimit(
      'replay of 5,000 rooms × 1 day: minutes',
      `${Math.round(minutes.replayMs)} ms, median of 5`,
    ),
    withoutLimit(
      `insights of ${judged.rooms} rooms × ${judged.days} days: findings about sensors`,
      `${Math.round(sensorsMs)} ms, median of 5`,
    ),
  ]
}

/** @param {{ buildings: number, rooms: number, days: number, minuteDays: number }} size */
async function measureEstate(size) {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-bench-insights-'))
  const from = (Math.floor(Date.now() / dayMs) - size.days) * minutesPerDay
  const buildings = inventBuildings(size)
  await writeEstate(directory, buildings, { ...size, from })
  const history = await startHistoryProcess(directory)
  const rooms = buildings.flatMap(({ rooms: listed }) =>
    listed.map((room) => ({ ...room, isSmall: false })),
  )
  const to = from + size.days * minutesPerDay
  const query = {
    groups: [{ timeZone: 'Europe/Berlin', opening, rooms }],
    range: { from, to },
    now: to,
  }
  const all = { weekday: null, hour: null, usedFromMinutes: 10 }
  const judgedRooms = rooms.map(({ id }) => id)
  try {
    return {
      roomsMs: await measure(() => history.query('placeRooms', { ...query, ...all })),
      hoursMs: await measure(() => history.query('placeHours', query)),
      momentsMs:
        size.minuteDays > 0
          ? await measure(() => history.query('placeMoments', { ...query, judgedRooms }))
          : 0,
      overCapacityMs:
        size.minuteDays > 0 ? await measure(() => history.query('overCapacity', query)) : 0,
      replayMs:
        size.minuteDays > 0
          ? await measure(() =>
              history.query('placeMinutes', {
                ...query,
                range: { from: to - 3 * minutesPerDay, to: to - 2 * minutesPerDay },
              }),
            )
          : 0,
      bytes: history.largestMemory(),
    }
  } finally {
    history.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Returns the time of a query for findings about sensors, in milliseconds (median of five). */
async function measureSensors() {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-bench-sensors-'))
  const from = (Math.floor(Date.now() / dayMs) - judged.days) * minutesPerDay
  const range = { from, to: from + judged.days * minutesPerDay }
  await writeHistory(directory, { ...judged, from })
  const history = await startHistoryProcess(directory)
  const rooms = Array.from({ length: judged.rooms }, (_, room) => ({
    id: roomId(room),
    capacity: 8,
    isSmall: false,
  }))
  const groups = [{ timeZone: 'Europe/Berlin', opening, rooms }]
  try {
    return await measure(() => history.query('placeSensors', { groups, range, now: range.to }))
  } finally {
    history.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** @param {() => Promise<unknown>} work */
async function measure(work) {
  const times = []
  for (let round = 0; round < 5; round += 1) times.push(await time(work))
  return median(times)
}
