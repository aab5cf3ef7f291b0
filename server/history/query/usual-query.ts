import type { UsualPeople } from '#src/contract/history.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import type { LocalHour } from '#src/domain/history/room-hours.ts'
import { findUsualHours, toUsualDays } from '#src/domain/history/usual-hours.ts'
import { computeUsual } from '#src/domain/history/usual.ts'
import { storedId } from '#server/history/files/parquet-table.ts'
import type { GroupRoom, UsualQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { unixMinute } from './minute-query.ts'
import { createSmallRoomCheck } from './moments-input.ts'

type HourSum = Parameters<typeof toUsualDays>[0][number]

const sumHours = `
SELECT room_id, ${unixMinute('hour')} AS start,
  sum(minutes)::INTEGER AS minutes, sum(person_minutes)::DOUBLE AS person_minutes
FROM read_parquet($files, hive_partitioning = false)
WHERE room_id IN (SELECT unnest($rooms)) AND ${unixMinute('hour')} IN (SELECT unnest($hours))
GROUP BY room_id, start`

/** Computes the usual occupancy of rooms at a given time from their hourly averages, as defined in docs/metrics.md. */
export async function queryUsual(
  session: QuerySession,
  view: HistoryView,
  { at, groups }: UsualQuery,
  keepsSmallRooms: boolean,
): Promise<UsualPeople> {
  const isWithheld = createSmallRoomCheck(view.snapshots, keepsSmallRooms)
  const answered: UsualPeople['groups'] = []
  for (const { timeZone, opening, rooms } of groups) {
    const { current, isOpenDay, compared } = findUsualHours(at, timeZone, opening)
    const sums = await sumRooms(session, view, { rooms, hours: compared })
    answered.push({
      timeZone,
      from: current.from * minuteMs,
      to: current.to * minuteMs,
      weekday: current.weekday,
      isOpenDay,
      rooms: (isOpenDay ? rooms : []).map((room) => {
        const days = toUsualDays(sums.get(storedId(room.id)) ?? [])
        return {
          room: room.id,
          days: days.length,
          usual: computeUsual(days),
          averages: isWithheld(room) ? [] : days,
        }
      }),
    })
  }
  return { groups: answered }
}

/** Returns the sums of the rooms' hours that have a known minute, by the IDs of the rooms in the files. */
async function sumRooms(
  session: QuerySession,
  view: HistoryView,
  { rooms, hours }: { rooms: readonly GroupRoom[]; hours: readonly LocalHour[] },
): Promise<Map<string, HourSum[]>> {
  const files = await listFiles(view, hours)
  const sums = new Map<string, HourSum[]>()
  if (files.length === 0 || rooms.length === 0) return sums
  const rows = await session.read(sumHours, {
    files,
    rooms: rooms.map(({ id }) => storedId(id)),
    hours: hours.map(({ from }) => from),
  })
  const dates = new Map(hours.map(({ from, date }) => [from, date]))
  const starts = rows.numbers('start')
  const minutes = rows.numbers('minutes')
  const personMinutes = rows.numbers('person_minutes')
  for (const [row, room] of rows.texts('room_id').entries()) {
    const sum = {
      date: dates.get(starts[row] ?? 0) ?? '',
      minutes: minutes[row] ?? 0,
      personMinutes: personMinutes[row] ?? 0,
    }
    const known = sums.get(room)
    if (known === undefined) sums.set(room, [sum])
    else known.push(sum)
  }
  return sums
}

/** Returns the files that `queryUsual` reads. */
export async function listUsualFiles(
  view: HistoryView,
  { at, groups }: UsualQuery,
): Promise<string[]> {
  const hours = groups.flatMap(
    ({ timeZone, opening }) => findUsualHours(at, timeZone, opening).compared,
  )
  return listFiles(view, hours)
}

/** Returns the files that contain hours. An hour can be in the files of two UTC days. */
async function listFiles(view: HistoryView, hours: readonly LocalHour[]): Promise<string[]> {
  const files = await Promise.all(hours.map((hour) => view.allFiles('room-hours', hour)))
  return [...new Set(files.flat())]
}
