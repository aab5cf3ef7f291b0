import { expect, test } from 'vitest'
import { toSensorMinutes, type SensorReading } from '#src/testing/sensor-minutes.ts'
import type { HistoryRoom, TopologySnapshot } from './minutes.ts'
import { minutesPerDay, unlistedBuilding } from './minutes.ts'
import { deriveRoomMinutes } from './room-minutes.ts'
import { assumedZeros, type DayInput } from './sensor-counts.ts'

const day = Date.UTC(2026, 10, 23) / 60_000
const noon = day + 720

function makeHistoryRoom(id: string, sensors: string[], maximumCount = 100): HistoryRoom {
  return { id, name: id, floor: null, capacity: 10, maximumCount, sensors }
}

function makeSnapshot(at: number, ...rooms: HistoryRoom[]): TopologySnapshot {
  return { at, buildings: [{ id: 'main', name: 'Main', timeZone: 'Europe/Berlin', rooms }] }
}

const oak = makeHistoryRoom('oak', ['north', 'south'])
const elm = makeHistoryRoom('elm', ['east'])

const readings = (
  roomId: string,
  mac: string,
  values: Readonly<Record<number, number | readonly [last: number, max: number]>>,
): SensorReading[] =>
  Object.entries(values).map(([minute, value]) => {
    const [last, max] = typeof value === 'number' ? [value, value] : value
    return { roomId, mac, minute: day + Number(minute), last, max }
  })

type Facts = Partial<Omit<DayInput, 'minutes'>> & {
  rows: SensorReading[]
  before?: SensorReading[]
  after?: SensorReading[]
}

/** Derives a day of the building `main`: all minutes are collected, and one snapshot lists Oak and Elm, unless given. */
function derive({ rows, before = [], after = [], ...facts }: Facts) {
  const rooms = deriveRoomMinutes({
    day,
    building: 'main',
    snapshots: [makeSnapshot(day - 1_000, oak, elm)],
    minutes: {
      before: toSensorMinutes(before),
      day: toSensorMinutes(rows),
      after: toSensorMinutes(after),
    },
    collected: [{ from: day, to: day + minutesPerDay }],
    reportedNearby: [],
    zerosWithheld: false,
    ...facts,
  })
  const readMinute = (roomId: string, minute: number) => {
    const room = rooms.find((candidate) => candidate.roomId === roomId)
    if (!room) return null
    const { people, upperBound, reported, expected, estimated } = room
    const about = estimated[minute] === 1 ? 'about ' : ''
    return {
      people: people[minute],
      upperBound: upperBound[minute],
      sensors: `${reported[minute] ?? 0} of ${about}${expected[minute] ?? 0}`,
    }
  }
  return { rooms, readMinute }
}

test('adds up the counts of the sensors in a room', () => {
  const { readMinute } = derive({
    rows: [
      ...readings('oak', 'north', { 720: [2, 3] }),
      ...readings('oak', 'south', { 720: [4, 6] }),
    ],
  })
  expect(readMinute('oak', 720)).toEqual({ people: 6, upperBound: 9, sensors: '2 of 2' })
})

test('a minute is known if at least one sensor is known', () => {
  const { readMinute } = derive({ rows: readings('oak', 'north', { 720: 2 }) })
  expect(readMinute('oak', 720)).toEqual({ people: 2, upperBound: 2, sensors: '1 of 2' })
  expect(readMinute('oak', 721)).toEqual({ people: -1, upperBound: -1, sensors: '0 of 2' })
})

test('a count of 0 is known', () => {
  const { readMinute } = derive({ rows: readings('elm', 'east', { 720: 0 }) })
  expect(readMinute('elm', 720)).toEqual({ people: 0, upperBound: 0, sensors: '1 of 1' })
})

test('returns the minutes of the UTC day for each room with sensors, in order of room ID', () => {
  const { rooms } = derive({ rows: [] })
  expect(rooms.map(({ roomId, from, people }) => [roomId, from, people.length])).toEqual([
    ['elm', day, 1_440],
    ['oak', day, 1_440],
  ])
})

test('a count above the limit of the room makes its sensor missing', () => {
  const { readMinute } = derive({
    snapshots: [makeSnapshot(day, makeHistoryRoom('oak', ['north', 'south'], 12))],
    rows: [
      ...readings('oak', 'north', { 720: 255, 721: 12 }),
      ...readings('oak', 'south', { 720: 1, 721: 1 }),
    ],
  })
  expect(readMinute('oak', 720)).toEqual({ people: 1, upperBound: 1, sensors: '1 of 2' })
  expect(readMinute('oak', 721)).toEqual({ people: 13, upperBound: 13, sensors: '2 of 2' })
})

test('the upper bound is unknown if the maximum of a sensor is unknown or above the limit', () => {
  const { readMinute } = derive({ rows: readings('elm', 'east', { 720: [3, -1], 721: [3, 255] }) })
  expect(readMinute('elm', 720)).toMatchObject({ people: 3, upperBound: -1 })
  expect(readMinute('elm', 721)).toMatchObject({ people: 3, upperBound: -1 })
})

test('the upper bound is at least the number of people if Butlr corrects a count between requests', () => {
  const { readMinute } = derive({ rows: readings('elm', 'east', { 720: [3, 2] }) })
  expect(readMinute('elm', 720)).toMatchObject({ people: 3, upperBound: 3 })
})

test('a sensor counts towards the room where the topology places it, not where it was reported', () => {
  const { readMinute } = derive({ rows: readings('oak', 'east', { 720: 5 }) })
  expect(readMinute('elm', 720)).toMatchObject({ people: 5, sensors: '1 of 1' })
  expect(readMinute('oak', 720)).toMatchObject({ people: -1, sensors: '0 of 2' })
})

test('a sensor that is reported in two rooms in the same minute counts once', () => {
  const { readMinute } = derive({
    rows: [...readings('elm', 'east', { 720: 5 }), ...readings('ash', 'east', { 720: 4 })],
  })
  expect(readMinute('elm', 720)).toMatchObject({ people: 5, sensors: '1 of 1' })
  expect(readMinute('ash', 720)).toBeNull()
})

test('a sensor that moves counts towards the new room from the time of the snapshot', () => {
  const { readMinute } = derive({
    snapshots: [
      makeSnapshot(day, oak, elm),
      makeSnapshot(
        noon,
        makeHistoryRoom('oak', ['north']),
        makeHistoryRoom('elm', ['east', 'south']),
      ),
    ],
    rows: readings('oak', 'south', { 719: 2, 720: 2 }),
  })
  expect(readMinute('oak', 719)).toMatchObject({ people: 2, sensors: '1 of 2' })
  expect(readMinute('elm', 719)).toMatchObject({ people: -1, sensors: '0 of 1' })
  expect(readMinute('oak', 720)).toMatchObject({ people: -1, sensors: '0 of 1' })
  expect(readMinute('elm', 720)).toMatchObject({ people: 2, sensors: '1 of 2' })
})

test('a changed limit applies from the time of the snapshot', () => {
  const { readMinute } = derive({
    snapshots: [makeSnapshot(day, elm), makeSnapshot(noon, makeHistoryRoom('elm', ['east'], 4))],
    rows: readings('elm', 'east', { 719: 5, 720: 5 }),
  })
  expect(readMinute('elm', 719)).toMatchObject({ people: 5 })
  expect(readMinute('elm', 720)).toMatchObject({ people: -1 })
})

test('a sensor that the topology does not list counts where it was reported, and is expected while it reports', () => {
  const { readMinute } = derive({ rows: readings('oak', 'spare', { 720: 3 }) })
  expect(readMinute('oak', 720)).toMatchObject({ people: 3, sensors: '1 of 3' })
  expect(readMinute('oak', 721)).toMatchObject({ people: -1, sensors: '0 of 2' })
})

test('before the first snapshot, the sensors that reported within seven days are expected', () => {
  const { readMinute } = derive({
    snapshots: [makeSnapshot(noon, oak, elm)],
    rows: readings('elm', 'east', { 719: 1, 720: 1 }),
    before: readings('elm', 'west', { [-1]: 1 }),
    reportedNearby: [
      { roomId: 'elm', mac: 'east' },
      { roomId: 'elm', mac: 'old' },
    ],
  })
  expect(readMinute('elm', 719)).toMatchObject({ people: 1, sensors: '1 of about 3' })
  expect(readMinute('elm', 720)).toMatchObject({ people: 1, sensors: '1 of 1' })
})

test('before the first snapshot, a room has the limit and the building of the first snapshot that lists it', () => {
  const limited = makeHistoryRoom('elm', ['east'], 4)
  const { readMinute } = derive({
    snapshots: [makeSnapshot(day + 5_000, oak), makeSnapshot(day + 9_000, limited)],
    rows: readings('elm', 'east', { 720: 5, 721: 4 }),
  })
  expect(readMinute('elm', 720)).toMatchObject({ people: -1 })
  expect(readMinute('elm', 721)).toMatchObject({ people: 4 })
})

test('a former room keeps its building', () => {
  const { readMinute } = derive({
    snapshots: [makeSnapshot(day - 9_000, oak, elm), makeSnapshot(day - 5_000, oak)],
    rows: readings('elm', 'east', { 720: 5 }),
  })
  expect(readMinute('elm', 720)).toMatchObject({ people: 5, sensors: '1 of 1' })
})

test('omits rooms of other buildings, and assigns rooms that no snapshot lists to a separate building', () => {
  const rows = [...readings('shed', 'x', { 720: 1 }), ...readings('elm', 'east', { 720: 1 })]
  const roomIds = (building: string) => derive({ rows, building }).rooms.map(({ roomId }) => roomId)
  expect(roomIds('main')).toEqual(['elm', 'oak'])
  expect(roomIds('annex')).toEqual([])
  expect(roomIds(unlistedBuilding)).toEqual(['shed'])
})

test('where the API reports zeros, a missing minute is unknown', () => {
  const { readMinute } = derive({ rows: readings('elm', 'east', { 720: 1, 722: 1 }) })
  expect(readMinute('elm', 721)).toMatchObject({ people: -1, sensors: '0 of 1' })
})

test('where the API withholds zeros, a minute between two reports is 0', () => {
  const rows = readings('elm', 'east', { 720: 1, 722: 1 })
  const { readMinute } = derive({ zerosWithheld: true, rows })
  expect(readMinute('elm', 721)).toEqual({ people: 0, upperBound: 0, sensors: '1 of 1' })
  expect(readMinute('elm', 719)).toMatchObject({ people: -1 })
  expect(readMinute('elm', 723)).toMatchObject({ people: -1 })
})

test('a minute is 0 only within 12 hours of the reports on both sides', () => {
  expect(assumedZeros(0, 720)).toEqual({ from: 1, to: 720 })
  expect(assumedZeros(0, 1_000)).toEqual({ from: 280, to: 721 })
  expect(assumedZeros(0, 1_440)).toEqual({ from: 720, to: 721 })
  expect(assumedZeros(0, 1_441)).toEqual({ from: 721, to: 721 })
})

test('where the API withholds zeros, reports on adjacent days determine which minutes of a day are 0', () => {
  const before = readings('elm', 'east', { [-60]: 2 })
  const after = readings('elm', 'east', { 1_500: 2 })
  const { readMinute } = derive({
    zerosWithheld: true,
    before,
    after,
    rows: readings('elm', 'east', { 600: 1, 800: 1 }),
  })
  expect(readMinute('elm', 0)).toMatchObject({ people: 0 })
  expect(readMinute('elm', 1_439)).toMatchObject({ people: 0 })
})

test('a minute that was not collected is unknown, not 0', () => {
  const { readMinute } = derive({
    zerosWithheld: true,
    collected: [
      { from: day, to: day + 721 },
      { from: day + 730, to: day + minutesPerDay },
    ],
    rows: readings('elm', 'east', { 720: 1, 740: 1 }),
  })
  expect(readMinute('elm', 725)).toMatchObject({ people: -1 })
  expect(readMinute('elm', 730)).toMatchObject({ people: 0 })
})

test('an assumed zero of a sensor that the topology does not list counts where it reported before', () => {
  const { readMinute } = derive({
    zerosWithheld: true,
    rows: [...readings('oak', 'spare', { 700: 1 }), ...readings('elm', 'spare', { 710: 1 })],
  })
  expect(readMinute('oak', 705)).toMatchObject({ people: 0, sensors: '1 of 3' })
  expect(readMinute('elm', 705)).toMatchObject({ people: -1, sensors: '0 of 1' })
})
