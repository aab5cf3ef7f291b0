import { unescapeId } from '#src/contract/id-codec.ts'
import {
  largestNumber,
  minutesPerDay,
  type MinuteRange,
  type RoomHour,
  type RoomMinutes,
} from '#src/domain/history/minutes.ts'
import { readCells } from '#server/history/read-cells.ts'
import { infoText, parseRoomDayInfo, type RoomDayInfo } from './file-info.ts'
import { readInfo, readTable, storedId, textOf, UnreadableFileError } from './parquet-table.ts'
import { nullForUnknown, textByRow, toFlags, writeTable } from './write-table.ts'

export type RoomMinutesDay = { info: RoomDayInfo; rooms: readonly RoomMinutes[] }
export type RoomHoursDay = { info: RoomDayInfo; hours: readonly RoomHour[] }

/** Reads the metadata of a file of `room-minutes` or `room-hours` from its end. Throws `UnreadableFileError`. */
export function readRoomDayInfo(end: Uint8Array): RoomDayInfo {
  return parseRoomDayInfo(readInfo(end))
}

/** Resolves with a file of `room-minutes`: one row per room and collected minute, by room and minute. */
export function encodeRoomMinutes(
  rooms: readonly RoomMinutes[],
  info: Omit<RoomDayInfo, 'kind'>,
): Promise<Uint8Array> {
  const parts = rooms.flatMap((room) => collectedParts(room, info.collected))
  const length = parts.reduce((sum, { from, to }) => sum + to - from, 0)
  const minute = new Int32Array(length)
  const people = new Int32Array(length)
  const upperBound = new Int32Array(length)
  const reported = new Int32Array(length)
  const expected = new Int32Array(length)
  const estimated = new Uint8Array(length)
  const names = parts.map(({ room }) => storedId(room.roomId))
  const nameAt = new Int32Array(length)
  let row = 0
  for (const [part, { room, from, to }] of parts.entries()) {
    people.set(room.people.subarray(from, to), row)
    upperBound.set(room.upperBound.subarray(from, to), row)
    reported.set(room.reported.subarray(from, to), row)
    expected.set(room.expected.subarray(from, to), row)
    estimated.set(room.estimated.subarray(from, to), row)
    nameAt.fill(part, row, row + to - from)
    for (let index = from; index < to; index += 1) {
      minute[row] = room.from + index
      row += 1
    }
  }
  return writeTable(
    [
      { name: 'minute', kind: 'instant', values: minute },
      { name: 'room_id', kind: 'text', isKey: true, values: textByRow(names, nameAt) },
      { name: 'people', kind: 'count', isNullable: true, values: nullForUnknown(people) },
      { name: 'upper_bound', kind: 'count', isNullable: true, values: nullForUnknown(upperBound) },
      { name: 'sensors_reported', kind: 'count', values: reported },
      { name: 'sensors_expected', kind: 'count', values: expected },
      { name: 'expected_estimated', kind: 'flag', values: toFlags(estimated) },
    ],
    infoText({ ...info, kind: 'room-minutes' }),
  )
}

/** Returns the parts of a room's columns that were collected, as half-open ranges of indices. */
function collectedParts(room: RoomMinutes, collected: readonly MinuteRange[]) {
  return collected.flatMap((range) => {
    const from = Math.max(0, range.from - room.from)
    const to = Math.min(room.people.length, range.to - room.from)
    return from < to ? [{ room, from, to }] : []
  })
}

/**
 * Reads a file of `room-minutes`. Each room has the minutes from its first to its last row; minutes without a row are
 * unknown.
 *
 * @throws UnreadableFileError
 */
export async function decodeRoomMinutes(bytes: Uint8Array): Promise<RoomMinutesDay> {
  const info = readRoomDayInfo(bytes)
  const table = await readTable(bytes)
  const minute = table.numbers('minute')
  const names = table.values('room_id')
  const people = table.numbers('people')
  const upperBound = table.numbers('upper_bound')
  const reported = table.numbers('sensors_reported')
  const expected = table.numbers('sensors_expected')
  const estimated = table.values('expected_estimated')
  const rooms: RoomMinutes[] = []
  for (let first = 0, next = 0; first < names.length; first = next) {
    while (next < names.length && names[next] === names[first]) next += 1
    const from = minute[first] ?? 0
    const length = (minute[next - 1] ?? from) - from + 1
    if (length < 1 || length > minutesPerDay) {
      throw new UnreadableFileError('The minutes of a room are not those of a day.')
    }
    const room = unknownMinutes(unescapeId(textOf(names[first])), from, length)
    for (let row = first; row < next; row += 1) {
      const index = (minute[row] ?? from) - from
      room.people[index] = people[row] ?? -1
      room.upperBound[index] = upperBound[row] ?? -1
      room.reported[index] = reported[row] ?? 0
      room.expected[index] = expected[row] ?? 0
      room.estimated[index] = estimated[row] === true ? 1 : 0
    }
    rooms.push(room)
  }
  return { info, rooms }
}

function unknownMinutes(roomId: string, from: number, length: number) {
  return {
    roomId,
    from,
    people: new Int32Array(length).fill(-1),
    upperBound: new Int32Array(length).fill(-1),
    reported: new Int32Array(length),
    expected: new Int32Array(length),
    estimated: new Uint8Array(length),
  } satisfies RoomMinutes
}

/** Resolves with a file of `room-hours`, sorted by room, then hour. */
export function encodeRoomHours(
  hours: readonly RoomHour[],
  info: Omit<RoomDayInfo, 'kind'>,
): Promise<Uint8Array> {
  const counts = (read: (hour: RoomHour) => number) =>
    Int32Array.from(hours, (hour) => Math.min(read(hour), largestNumber))
  return writeTable(
    [
      { name: 'hour', kind: 'instant', values: counts(({ hour }) => hour) },
      {
        name: 'room_id',
        kind: 'text',
        isKey: true,
        values: hours.map(({ roomId }) => storedId(roomId)),
      },
      { name: 'minutes', kind: 'count', values: counts(({ minutes }) => minutes) },
      {
        name: 'complete_minutes',
        kind: 'count',
        values: counts(({ completeMinutes }) => completeMinutes),
      },
      {
        name: 'person_minutes',
        kind: 'count',
        values: counts(({ personMinutes }) => personMinutes),
      },
      {
        name: 'peak',
        kind: 'count',
        isNullable: true,
        values: hours.map(({ peak }) => peak?.people ?? null),
      },
      {
        name: 'peak_at',
        kind: 'instant',
        isNullable: true,
        values: hours.map(({ peak }) => peak?.at ?? null),
      },
      { name: 'minutes_in_use', kind: 'count', values: counts((hour) => hour.minutesInUse) },
      {
        name: 'minutes_by_people',
        kind: 'tally',
        values: hours.map(({ minutesByPeople }) => minutesByPeople),
      },
    ],
    infoText({ ...info, kind: 'room-hours' }),
  )
}

const hourColumns = [
  'hour',
  'minutes',
  'complete_minutes',
  'person_minutes',
  'peak',
  'peak_at',
  'minutes_in_use',
] as const

/** Reads a file of `room-hours`. Throws `UnreadableFileError`. */
export async function decodeRoomHours(bytes: Uint8Array): Promise<RoomHoursDay> {
  const info = readRoomDayInfo(bytes)
  const table = await readTable(bytes)
  const names = table.values('room_id')
  const read = readCells(hourColumns, (name) => table.numbers(name))
  const tallies = table.values('minutes_by_people')
  const hours = names.map((name, row): RoomHour => {
    const people = read('peak', row) ?? -1
    return {
      roomId: unescapeId(textOf(name)),
      hour: read('hour', row) ?? 0,
      minutes: read('minutes', row) ?? 0,
      completeMinutes: read('complete_minutes', row) ?? 0,
      personMinutes: read('person_minutes', row) ?? 0,
      peak: people === -1 ? null : { people, at: read('peak_at', row) ?? 0 },
      minutesInUse: read('minutes_in_use', row) ?? 0,
      // JavaScript iterates over integer keys in ascending order.
      minutesByPeople: Object.entries(tallies[row] ?? {}).map(([key, value]) => [
        Number(key),
        Number(value),
      ]),
    }
  })
  return { info, hours }
}
