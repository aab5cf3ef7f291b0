import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toSensorMinutes, type SensorReading } from '#src/testing/sensor-minutes.ts'
import type { HistoryRoom, TopologySnapshot, UnixMinute } from './minutes.ts'
import { minutesPerDay } from './minutes.ts'
import { deriveRoomMinutes } from './room-minutes.ts'
import type { DayInput } from './sensor-counts.ts'

const day = Date.UTC(2026, 9, 25) / 60_000
const macs = ['m1', 'm2', 'm3', 'm4']
const roomIds = ['a', 'b', 'c', 'd', 'e']
/** The building of each room. Room `e` is in no building. */
const buildingIds: Readonly<Record<string, string>> = {
  a: 'main',
  b: 'main',
  c: 'main',
  d: 'annex',
}

const arbitrarySnapshot = fc
  .record({
    at: fc.integer({ min: day - 2_000, max: day + 1_600 }),
    placement: fc.tuple(...macs.map(() => fc.constantFrom('a', 'b', 'c', 'd', null))),
    limits: fc.tuple(...roomIds.map(() => fc.integer({ min: 2, max: 9 }))),
    rooms: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 2 }),
  })
  .map(({ at, placement, limits, rooms }): TopologySnapshot => {
    const listRooms = (building: string): HistoryRoom[] =>
      rooms
        .filter((id) => buildingIds[id] === building)
        .map((id) => ({
          id,
          name: id,
          floor: null,
          capacity: 4,
          maximumCount: limits[roomIds.indexOf(id)] ?? 0,
          sensors: macs.filter((_, index) => placement[index] === id),
        }))
    return {
      at,
      buildings: ['annex', 'main'].map((id) => ({
        id,
        name: id,
        timeZone: 'UTC',
        rooms: listRooms(id),
      })),
    }
  })

/** Runs of equal readings on three days, with silence between them that can be longer than 12 hours. */
const arbitraryReadings = fc
  .array(
    fc.record({
      mac: fc.constantFrom(...macs),
      roomId: fc.constantFrom(...roomIds),
      start: fc.integer({ min: day - minutesPerDay, max: day + 2 * minutesPerDay - 1 }),
      length: fc.integer({ min: 1, max: 90 }),
      last: fc.integer({ min: 0, max: 9 }),
      max: fc.integer({ min: -1, max: 11 }),
    }),
    { maxLength: 16 },
  )
  .map((runs) =>
    runs.flatMap(({ start, length, ...run }) =>
      Array.from({ length }, (_, index): SensorReading => ({ ...run, minute: start + index })),
    ),
  )

const arbitraryGap = fc
  .tuple(fc.nat(minutesPerDay), fc.nat(300))
  .map(([from, length]) => ({ from: day + from, to: day + Math.min(from + length, minutesPerDay) }))

const arbitraryDay = fc.record({
  snapshots: fc
    .uniqueArray(arbitrarySnapshot, { maxLength: 3, selector: ({ at }) => at })
    .map((snapshots) => snapshots.toSorted((a, b) => a.at - b.at)),
  rows: arbitraryReadings,
  gap: arbitraryGap,
  nearby: fc.array(
    fc.record({ mac: fc.constantFrom('m1', 'm9'), roomId: fc.constantFrom(...roomIds) }),
    { maxLength: 3 },
  ),
  zerosWithheld: fc.boolean(),
})

type Day = Omit<DayInput, 'minutes' | 'collected'> & {
  readings: SensorReading[]
  isCollected: (minute: UnixMinute) => boolean
}

test('derives the same room minutes as a minute-by-minute computation, with moved sensors, changed limits, gaps and withheld zeros', () => {
  fc.assert(
    fc.property(arbitraryDay, ({ rows, gap, nearby, ...facts }) => {
      const isCollected = (minute: UnixMinute) => minute < gap.from || minute >= gap.to
      const collectedRows = rows.filter(({ minute }) => isCollected(minute))
      // The last reading of a series and minute wins, as in `toSensorMinutes`.
      const readings = [
        ...new Map(
          collectedRows.map((row) => [`${row.roomId} ${row.mac} ${row.minute}`, row]),
        ).values(),
      ]
      const between = (from: number, to: number) =>
        toSensorMinutes(readings.filter(({ minute }) => minute >= from && minute < to))
      const input = { ...facts, day, building: 'main', reportedNearby: nearby }
      const derived = deriveRoomMinutes({
        ...input,
        minutes: {
          before: between(day - minutesPerDay, day),
          day: between(day, day + minutesPerDay),
          after: between(day + minutesPerDay, day + 2 * minutesPerDay),
        },
        collected: [
          { from: day, to: gap.from },
          { from: gap.to, to: day + minutesPerDay },
        ],
      })
      const naive = createNaiveDerivation({ ...input, readings, isCollected })
      for (const room of derived) expect(naive.building(room.roomId)).toBe('main')
      for (const roomId of roomIds.filter((id) => naive.building(id) === 'main')) {
        const room = derived.find((candidate) => candidate.roomId === roomId)
        const rows = Array.from({ length: minutesPerDay }, (_, index) => ({
          people: room?.people[index] ?? -1,
          upperBound: room?.upperBound[index] ?? -1,
          reported: room?.reported[index] ?? 0,
          expected: room?.expected[index] ?? 0,
          estimated: room?.estimated[index] ?? null,
        }))
        expect(rows).toEqual(
          rows.map((_, index) => ({
            ...naive.roomMinute(roomId, day + index),
            estimated: room ? Number(naive.snapshotAt(day + index) === undefined) : null,
          })),
        )
      }
    }),
    { numRuns: 40 },
  )
})

function createNaiveDerivation({ snapshots, reportedNearby, zerosWithheld, ...facts }: Day) {
  const { readings, isCollected } = facts
  const reports = new Map(
    macs.map((mac) => [
      mac,
      readings
        .filter((reading) => reading.mac === mac)
        .toSorted((a, b) => a.minute - b.minute || b.roomId.localeCompare(a.roomId)),
    ]),
  )
  const reportsAt = new Map<string, SensorReading[]>()
  for (const report of [...reports.values()].flat()) {
    const key = `${report.mac} ${report.minute}`
    reportsAt.set(key, [...(reportsAt.get(key) ?? []), report])
  }
  const nearbyMacs = new Map(
    roomIds.map((roomId) => {
      const series = [...reportedNearby, ...readings].filter((row) => row.roomId === roomId)
      return [roomId, new Set(series.map(({ mac }) => mac))]
    }),
  )
  const snapshotAt = (minute: UnixMinute) => snapshots.findLast(({ at }) => at <= minute)
  const listings = new Map(
    snapshots.map((snapshot) => [
      snapshot,
      snapshot.buildings.flatMap(({ id, rooms }) => rooms.map((room) => ({ building: id, room }))),
    ]),
  )
  const listRooms = (snapshot: TopologySnapshot | undefined) =>
    (snapshot && listings.get(snapshot)) ?? []
  const listedRoom = (roomId: string, minute: UnixMinute) => {
    const listing = snapshots.filter((snapshot) =>
      listRooms(snapshot).some(({ room }) => room.id === roomId),
    )
    const snapshot = listing.findLast(({ at }) => at <= minute) ?? listing[0]
    return listRooms(snapshot).find(({ room }) => room.id === roomId)
  }

  /** Returns what a sensor adds to a room: null without a reading, `implausible`, or its counts. */
  function contribution(mac: string, roomId: string, minute: UnixMinute, isListed: boolean) {
    const rooms = isListed ? [roomId, ...roomIds] : [roomId]
    const here = reportsAt.get(`${mac} ${minute}`) ?? []
    const reading = rooms
      .map((room) => here.find((report) => report.roomId === room))
      .find((found) => found !== undefined)
    if (reading) {
      const limit = listedRoom(roomId, minute)?.room.maximumCount ?? 1_000
      if (reading.last > limit) return 'implausible'
      const max = reading.max ?? -1
      return {
        last: reading.last,
        max: max < 0 || max > limit ? null : Math.max(max, reading.last),
      }
    }
    if (here.length > 0 || !zerosWithheld || !isCollected(minute)) return null
    const before = reports.get(mac)?.findLast((report) => report.minute < minute)
    const after = reports.get(mac)?.find((report) => report.minute > minute)
    if (!before || !after) return null
    if (minute - before.minute > 720 || after.minute - minute > 720) return null
    return isListed || before.roomId === roomId ? { last: 0, max: 0 } : null
  }

  function roomMinute(roomId: string, minute: UnixMinute) {
    const snapshot = snapshotAt(minute)
    const findListedRoom = (mac: string) =>
      listRooms(snapshot).find(({ room }) => room.sensors.includes(mac))?.room.id
    const listed = macs.filter((mac) => findListedRoom(mac) === roomId)
    const unlisted = macs.filter((mac) => findListedRoom(mac) === undefined)
    const unlistedCounts = unlisted
      .map((mac) => contribution(mac, roomId, minute, false))
      .filter((counts) => counts !== null)
    const counts = [
      ...listed.map((mac) => contribution(mac, roomId, minute, true)),
      ...unlistedCounts,
    ].filter((count) => count !== null && count !== 'implausible')
    const maxima = counts.map(({ max }) => max).filter((max) => max !== null)
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
    return {
      people: counts.length === 0 ? -1 : sum(counts.map(({ last }) => last)),
      upperBound: counts.length === 0 || maxima.length < counts.length ? -1 : sum(maxima),
      reported: counts.length,
      expected: snapshot ? listed.length + unlistedCounts.length : nearbyMacs.get(roomId)?.size,
    }
  }

  const building = (roomId: string) => listedRoom(roomId, day)?.building ?? 'unlisted'
  return { roomMinute, building, snapshotAt }
}
