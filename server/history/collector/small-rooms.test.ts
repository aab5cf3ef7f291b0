import { expect, test } from 'vitest'
import { minutesPerDay, type HistoryBuilding } from '#src/domain/history/minutes.ts'
import {
  createCollectorHarness,
  type CollectorHarness,
} from '#src/testing/history/collector-harness.ts'
import { dayStart } from '#server/history/files/layout.ts'

const startAt = Date.UTC(2026, 9, 24, 4, 30)
const today = dayStart(startAt / 60_000)
/** The minute at which the topology changes in these tests. */
const changeAt = today + 2 * minutesPerDay + 600

type Buildings = readonly HistoryBuilding[]

const withoutRoom = (buildings: Buildings, roomId: string): Buildings =>
  buildings.map((building) => ({
    ...building,
    rooms: building.rooms.filter(({ id }) => id !== roomId),
  }))
const withCapacity = (buildings: Buildings, roomId: string, capacity: number): Buildings =>
  buildings.map((building) => ({
    ...building,
    rooms: building.rooms.map((room) => (room.id === roomId ? { ...room, capacity } : room)),
  }))

const withSensors = (buildings: Buildings, roomId: string, sensors: readonly string[]): Buildings =>
  buildings.map((building) => ({
    ...building,
    rooms: building.rooms.map((room) => (room.id === roomId ? { ...room, sensors } : room)),
  }))

/** Collects for a week. Returns the minutes older than 50 hours of a room, or of the sensor `mac`, from all files. */
async function oldMinutes(
  roomId: string,
  editTopology: (buildings: Buildings, at: number) => Buildings,
  { mac, capacity }: { mac?: string; capacity?: number } = {},
): Promise<number[]> {
  const harness = createCollectorHarness({
    upstream: { minutesPerReading: 40, editTopology },
    ...(capacity !== undefined && {
      capacities: () => ({ [roomId]: { capacity, madeSmallAt: null } }),
    }),
  })
  for (let hours = 0; hours < 7 * 24; hours += 6) await harness.pause(6 * 60)
  return readOldMinutes(harness, roomId, mac)
}

/** Returns the minutes older than 50 hours of a room, or of the sensor `mac`, from all files. */
async function readOldMinutes(
  harness: CollectorHarness,
  roomId: string,
  mac?: string,
): Promise<number[]> {
  const cut = harness.now() / 60_000 - 50 * 60
  const { sensors } = await harness.index()
  const old: number[] = []
  for (const [building, days] of sensors) {
    for (const day of days.keys()) {
      const { minutes } = await harness.minutes(building, day)
      for (const [row, minute] of minutes.minute.entries()) {
        const series = minutes.series[minutes.seriesAt[row] ?? 0]
        const isOfRoom = series?.roomId === roomId || (series !== undefined && series.mac === mac)
        if (isOfRoom && minute < cut) old.push(minute)
      }
      const { rooms } = await harness.roomMinutes(building, day)
      for (const room of rooms.filter((one) => one.roomId === roomId)) {
        for (const [index, people] of room.people.entries()) {
          if (people > 0 && room.from + index < cut) old.push(room.from + index)
        }
      }
    }
  }
  return old
}

test('deletes minutes of a small room that no longer exists', async () => {
  const old = await oldMinutes('room_2', (buildings, at) =>
    at < changeAt ? buildings : withoutRoom(buildings, 'room_2'),
  )
  expect(old).toEqual([])
})

test('deletes minutes of small rooms of a building that no longer exists', async () => {
  const old = await oldMinutes('room_2', (buildings, at) =>
    at < changeAt ? buildings : buildings.filter(({ id }) => id !== 'building_1'),
  )
  expect(old).toEqual([])
})

test('deletes minutes of a small room from before the topology listed it', async () => {
  const old = await oldMinutes('room_2', (buildings, at) =>
    at < changeAt ? withoutRoom(buildings, 'room_2') : buildings,
  )
  expect(old).toEqual([])
})

test('deletes minutes of a room that becomes small after minutes of other rooms were deleted', async () => {
  const lateChangeAt = today + 6 * minutesPerDay
  const old = await oldMinutes('room_1', (buildings, at) =>
    at < lateChangeAt ? buildings : withCapacity(buildings, 'room_1', 2),
  )
  expect(old).toEqual([])
})

test('deletes minutes of a sensor in a small room if its readings name another room', async () => {
  const old = await oldMinutes(
    'room_2',
    (buildings) => withSensors(withSensors(buildings, 'room_2', ['00-04']), 'room_3', []),
    { mac: '00-04' },
  )
  expect(old).toEqual([])
})

test('deletes minutes of a former room for which the overrides set a small capacity', async () => {
  const old = await oldMinutes(
    'room_1',
    (buildings, at) => (at < changeAt ? buildings : withoutRoom(buildings, 'room_1')),
    { capacity: 1 },
  )
  expect(old).toEqual([])
})

test.each([
  ['deletes minutes of a room 48 hours after managers made it small', 30, false],
  ['keeps minutes of a room whose small capacity managers undo within 48 hours', 30, true],
])('%s', async (_, hoursBefore, isUndone) => {
  const room = 'room_2'
  let madeSmallAt = Number.POSITIVE_INFINITY
  let undoneAt = Number.POSITIVE_INFINITY
  const isSmallAt = (now: number) => now >= madeSmallAt && now < undoneAt
  const harness = createCollectorHarness({
    upstream: {
      minutesPerReading: 40,
      editTopology: (buildings, at) =>
        withCapacity(buildings, room, isSmallAt(at * 60_000) ? 1 : 10),
    },
    capacities: (now) => {
      if (!isSmallAt(now)) return {}
      const isRecent = now < madeSmallAt + 48 * 3_600_000
      return { [room]: { capacity: 1, madeSmallAt: isRecent ? madeSmallAt : null } }
    },
  })
  const pause = async (hours: number) => {
    for (let done = 0; done < hours; done += 6) await harness.pause(6 * 60)
  }
  await pause(4 * 24)
  madeSmallAt = harness.now() + 60_000
  await pause(42)
  expect(await readOldMinutes(harness, room)).not.toEqual([])
  if (isUndone) undoneAt = harness.now() + 60_000
  await pause(hoursBefore)
  expect((await readOldMinutes(harness, room)).length > 0).toBe(isUndone)
})

test('minutes of a small room stay deleted when the day is collected again', async () => {
  const first = createCollectorHarness({ upstream: { minutesPerReading: 40 } })
  for (let hours = 0; hours < 5 * 24; hours += 6) await first.pause(6 * 60)
  const { disk } = first
  const path = [...disk.files.keys()].find(
    (name) => name.includes('sensor-minutes/building=building_2') && name.includes('10-24'),
  )
  disk.overwrite(path ?? '', new Uint8Array(100))
  const second = createCollectorHarness(
    { startAt: first.now(), upstream: { minutesPerReading: 40 }, collector: { backfillDays: 5 } },
    disk,
  )
  await second.run(90)
  expect((await second.minutes('building_2', today)).minutes.minute).not.toHaveLength(0)
  const { minutes } = await second.minutes('building_1', today)
  expect([...minutes.seriesAt].map((index) => minutes.series[index]?.roomId)).not.toContain(
    'room_2',
  )
})
