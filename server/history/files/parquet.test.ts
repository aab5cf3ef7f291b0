import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  minutesPerDay,
  type HistoryBuilding,
  type RoomHour,
  type RoomMinutes,
  type SensorMinutes,
} from '#src/domain/history/minutes.ts'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { infoText } from './file-info.ts'
import { compareSeries } from './merge-minutes.ts'
import { UnreadableFileError } from './parquet-table.ts'
import {
  decodeRoomHours,
  decodeRoomMinutes,
  encodeRoomHours,
  encodeRoomMinutes,
  readRoomDayInfo,
} from './room-file.ts'
import { decodeSensorDay, encodeSensorDay, readSensorDayInfo } from './sensor-file.ts'
import { decodeTopology, encodeTopology } from './topology-file.ts'
import { writeTable } from './write-table.ts'

const day = 20_000 * minutesPerDay
const count = fc.integer({ min: 0, max: 100_000 })

const arbitrarySensorMinutes: fc.Arbitrary<SensorMinutes> = fc
  .uniqueArray(fc.record({ roomId: arbitraryId(), mac: arbitraryId() }), {
    selector: ({ roomId, mac }) => JSON.stringify([roomId, mac]),
    maxLength: 5,
  })
  .map((series) => series.toSorted(compareSeries))
  .chain((series) =>
    fc
      .tuple(
        ...series.map(() =>
          fc.uniqueArray(
            fc.record({
              minute: fc.nat(minutesPerDay - 1),
              last: count,
              max: fc.oneof(count, fc.constant(-1)),
            }),
            { selector: ({ minute }) => minute, minLength: 1, maxLength: 20 },
          ),
        ),
      )
      .map((rowsBySeries) => {
        const rows = rowsBySeries.flatMap((list, index) =>
          list
            .toSorted((a, b) => a.minute - b.minute)
            .map((row) => ({ ...row, minute: day + row.minute, index })),
        )
        return {
          series,
          seriesAt: Int32Array.from(rows, ({ index }) => index),
          minute: Int32Array.from(rows, ({ minute }) => minute),
          last: Int32Array.from(rows, ({ last }) => last),
          max: Int32Array.from(rows, ({ max }) => max),
        }
      }),
  )

test('the rows and metadata of sensor minutes survive a round trip through a file', async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySensorMinutes, arbitraryId(), async (minutes, building) => {
      const { bytes, info } = await encodeSensorDay(
        minutes,
        {
          building,
          collected: [{ from: day, to: day + 700 }],
          provisional: [{ from: day + 690, to: day + 700 }],
          hourly: [],
          ahead: [{ from: day + 600, to: day + 700, lead: 90 }],
          hasZeros: true,
          reported: [...minutes.series],
          deletedRooms: [building],
          deletedSensors: [building],
          deletedBefore: day + 5,
        },
        day,
      )
      // Node.js returns the content of a file as a `Buffer`, not as a plain `Uint8Array`.
      const read = await decodeSensorDay(Buffer.from(bytes), day)
      expect(read.minutes).toEqual(minutes)
      expect(read.info).toEqual(info)
      expect(readSensorDayInfo(bytes.slice(4))).toEqual(info)
    }),
  )
})

const roomInfo = {
  building: 'building_1',
  collected: [
    { from: day, to: day + 3 },
    { from: day + 5, to: day + 7 },
  ],
  inputs: 'abc',
  hasReadings: true,
  zerosWithheld: false,
  finalBefore: null,
}

test('stores only the collected minutes of rooms', async () => {
  const room: RoomMinutes = {
    roomId: 'room_1',
    from: day,
    people: Int32Array.from([0, 1, -1, -1, -1, 4, 2]),
    upperBound: Int32Array.from([0, 2, -1, -1, -1, 5, 2]),
    reported: Int32Array.from([2, 2, 0, 0, 0, 1, 2]),
    expected: Int32Array.from([2, 2, 2, 0, 0, 2, 2]),
    estimated: Uint8Array.from([0, 0, 0, 0, 0, 1, 1]),
  }
  const other = { ...room, roomId: 'room_2' }
  const bytes = await encodeRoomMinutes([room, other], roomInfo)
  const read = await decodeRoomMinutes(bytes)
  expect(read.rooms).toEqual([room, other])
  expect(read.info).toEqual({ ...roomInfo, kind: 'room-minutes' })
  expect(readRoomDayInfo(bytes)).toEqual(read.info)
})

test('room hours survive a round trip through a file', async () => {
  const hours: RoomHour[] = [
    {
      roomId: 'room_1',
      hour: day - 30,
      minutes: 30,
      completeMinutes: 12,
      personMinutes: 70,
      peak: { people: 12, at: day + 3 },
      minutesInUse: 20,
      minutesByPeople: [
        [1, 10],
        [2, 4],
        [12, 6],
      ],
    },
    {
      roomId: 'room_2',
      hour: day + 30,
      minutes: 0,
      completeMinutes: 0,
      personMinutes: 0,
      peak: null,
      minutesInUse: 0,
      minutesByPeople: [],
    },
  ]
  const { hours: read } = await decodeRoomHours(await encodeRoomHours(hours, roomInfo))
  expect(read).toEqual(hours)
})

test('stores a sum that is too large for its column as the largest number', async () => {
  const hour: RoomHour = {
    roomId: 'room_1',
    hour: day,
    minutes: 60,
    completeMinutes: 60,
    personMinutes: 6e9,
    peak: { people: 1e8, at: day },
    minutesInUse: 60,
    minutesByPeople: [[1e8, 60]],
  }
  const { hours } = await decodeRoomHours(await encodeRoomHours([hour], roomInfo))
  expect(hours).toEqual([{ ...hour, personMinutes: 2 ** 31 - 1 }])
})

test('stores rooms without sensors and buildings without rooms in a topology file', async () => {
  const room = { name: 'Oak', floor: 'Floor 2', capacity: 12, maximumCount: 48 }
  const buildings: HistoryBuilding[] = [
    {
      id: 'building_1',
      name: 'Main',
      timeZone: 'Europe/Berlin',
      rooms: [
        { id: 'room_1', ...room, sensors: ['00-01', '00-02'] },
        { id: 'room_2', ...room, floor: null, capacity: null, sensors: [] },
      ],
    },
    { id: 'building_2', name: 'Empty', timeZone: 'UTC', rooms: [] },
  ]
  const snapshot = { at: day + 5, buildings }
  expect(await decodeTopology(await encodeTopology(snapshot))).toEqual(snapshot)
  const empty = { at: day, buildings: [] }
  expect(await decodeTopology(await encodeTopology(empty))).toEqual(empty)
})

test('rejects a damaged or truncated file as unreadable', async () => {
  const minutes = {
    series: [{ roomId: 'room_1', mac: '00-01' }],
    seriesAt: new Int32Array(100),
    minute: Int32Array.from({ length: 100 }, (_, index) => day + index),
    last: Int32Array.from({ length: 100 }, (_, index) => index % 7),
    max: new Int32Array(100).fill(-1),
  }
  const info = {
    building: 'building_1',
    collected: [],
    provisional: [],
    hourly: [],
    ahead: [],
    hasZeros: false,
    reported: minutes.series,
    deletedRooms: [],
    deletedSensors: [],
    deletedBefore: null,
  }
  const { bytes } = await encodeSensorDay(minutes, info, day)
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), async (length) => {
      await expect(decodeSensorDay(bytes.slice(0, length), day)).rejects.toThrow(
        UnreadableFileError,
      )
    }),
  )
  await expect(decodeSensorDay(new Uint8Array(1_000), day)).rejects.toThrow(UnreadableFileError)
  await expect(decodeRoomMinutes(bytes)).rejects.toThrow(UnreadableFileError)
})

test('a topology file without capacities is unreadable', async () => {
  const columns = ['building_id', 'building', 'time_zone', 'room_id', 'room', 'floor', 'sensor']
  const bytes = await writeTable(
    columns.map((name) => ({ name, kind: 'text', values: ['one'] })),
    infoText({ kind: 'topology', at: day }),
  )
  await expect(decodeTopology(bytes)).rejects.toThrow(UnreadableFileError)
})

test.each([
  ['out of order', [day + 5, day]],
  ['of several days', [day, day + 2 * minutesPerDay]],
])('a file of room minutes with minutes %s is unreadable', async (_, minute) => {
  const counts = (name: string) => ({ name, kind: 'count', values: [1, 1] }) as const
  const bytes = await writeTable(
    [
      { name: 'minute', kind: 'instant', values: minute },
      { name: 'room_id', kind: 'text', values: ['room_1', 'room_1'] },
      counts('people'),
      counts('upper_bound'),
      counts('sensors_reported'),
      counts('sensors_expected'),
      { name: 'expected_estimated', kind: 'flag', values: [false, false] },
    ],
    infoText({ ...roomInfo, kind: 'room-minutes' }),
  )
  await expect(decodeRoomMinutes(bytes)).rejects.toThrow(UnreadableFileError)
})
