import * as fc from 'fast-check'
import { butlrSampleMetrics } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { normalizeMac } from '#src/contract/butlr-values.ts'
import { ContractError } from '#src/contract/errors.ts'
import { parseReadings, deduplicateSensors, nextSnapshot, type Snapshot } from './readings.ts'
import { replaceEqualDeep } from '@tanstack/query-core'
import { day, minute } from '#src/domain/time/duration.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import { parseSamples } from './samples.ts'

/** Butlr's published sample response. */
const sampleResponse = {
  room_xxx1: {
    '00-00-00-00-00-00-00-00': butlrSampleMetrics[0],
    '00-00-00-00-00-00-00-01': butlrSampleMetrics[1],
  },
}
const now = Date.UTC(2026, 10, 23, 10)
const leaf = sampleResponse.room_xxx1['00-00-00-00-00-00-00-00']

test('parses every metric of Butlr’s sample response', () => {
  expect(parseReadings(sampleResponse)).toEqual({
    room_xxx1: {
      '00-00-00-00-00-00-00-00': { kind: 'reading', metrics: leaf },
      '00-00-00-00-00-00-00-01': {
        kind: 'reading',
        metrics: sampleResponse.room_xxx1['00-00-00-00-00-00-00-01'],
      },
    },
  })
})

test.each([{}, [], null, undefined])('an empty response %j has no rooms', (data) => {
  expect(parseReadings(data)).toEqual({})
  expect(parseSamples(data, now)).toEqual({})
})

test.each([
  ['null metrics', null],
  ['a missing last', { ...leaf, last: undefined }],
  ['a last that is a string', { ...leaf, last: '3' }],
  ['a negative last', { ...leaf, last: -1 }],
  ['a list of metrics', [leaf]],
])('a sensor with %s is malformed and the other sensor is valid', (_, fault) => {
  expect(parseReadings({ room: { bad: fault, good: leaf } })).toEqual({
    room: { bad: { kind: 'malformed' }, good: { kind: 'reading', metrics: leaf } },
  })
})

test('reads a negative zero as 0', () => {
  const data: unknown = JSON.parse('{"room": {"a": {"last": -0, "max": -0}}}')
  const metrics = parseReadings(data)['room']?.['a']
  expect(metrics).toMatchObject({ metrics: { last: 0, max: 0 } })
})

test('a sensor that lacks a metric other than last still has a reading', () => {
  const { room } = parseReadings({ room: { a: { last: 4, max: 'many' } } })
  expect(room?.['a']).toMatchObject({
    kind: 'reading',
    metrics: { last: 4, max: null, mean: null },
  })
})

test('a null room has no readings, and test devices and empty IDs are skipped', () => {
  expect(
    parseReadings({ room: null, '': { a: leaf }, other: { 'FA-KE-00': leaf, '': leaf } }),
  ).toEqual({ room: {}, other: {} })
})

test('converts MAC addresses to lower case', () => {
  expect(Object.keys(parseReadings({ room: { 'AC-5D': leaf } })['room'] ?? {})).toEqual(['ac-5d'])
})

test.each([[[leaf]], ['text'], [7], [true]])('throws a ContractError for data %j', (data) => {
  expect(() => parseReadings(data)).toThrow(ContractError)
})

test.each([
  ['a string', 'unavailable'],
  ['a number', 7],
  ['a list', [{ last: 2 }]],
  ['true', true],
])('a room that is %s is malformed and the other room is valid', (_, fault) => {
  const data = { room_1: { a: leaf }, room_2: fault }
  expect(parseReadings(data)).toEqual({
    room_1: { a: { kind: 'reading', metrics: leaf } },
    room_2: { '*': { kind: 'malformed' } },
  })
  const times = { '2026-11-23T09:00:00Z': leaf }
  const at = Date.UTC(2026, 10, 23, 9)
  expect(parseSamples({ room_1: times, room_2: fault }, now)).toEqual({
    room_1: [{ at, value: leaf.sum, sensors: leaf.count, largest: leaf.max }],
    room_2: [],
  })
})

test('an arbitrary value for one room does not affect another room', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), (id, bad) => {
      const { room_1, ...rest } = parseReadings({ [id]: bad, room_1: { a: leaf } })
      expect(room_1).toEqual({ a: { kind: 'reading', metrics: leaf } })
      expect(Object.keys(rest).filter((roomId) => roomId !== id)).toEqual([])
    }),
  )
})

test('parses arbitrary JSON into finite numbers or throws a ContractError', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())),
    fc.dictionary(
      fc.string(),
      fc.dictionary(
        fc.oneof(fc.string(), fc.constant('2026-11-23T09:00:00Z')),
        fc.record({ last: fc.oneof(fc.double(), fc.jsonValue()), sum: fc.jsonValue() }),
      ),
    ),
  )
  fc.assert(
    fc.property(anything, (data) => {
      for (const read of [
        () => JSON.stringify(nextSnapshot(undefined, parseReadings(data), 0)),
        () => JSON.stringify(parseSamples(data, now)),
      ]) {
        const text = outcome(read)
        expect(text).not.toContain('"last":null')
        expect(text).not.toContain('"value":null')
      }
    }),
    { numRuns: 500 },
  )
})

/** Returns the text that `read` returns, or '' when it throws a ContractError. Any other error fails the test. */
function outcome(read: () => string): string {
  try {
    return read()
  } catch (error) {
    expect(error).toBeInstanceOf(ContractError)
    return ''
  }
}

test('sorts samples by time, parses times without a zone as UTC and skips invalid samples', () => {
  const samples = parseSamples(
    {
      room: {
        '2026-11-23T09:01:00': { ...leaf, sum: 4, count: 2 },
        '2026-11-23T09:00:00Z': { ...leaf, sum: 3, count: 2 },
        noon: leaf,
        '2026-11-23T09:02:00Z': null,
        '2026-11-23T10:02:01Z': leaf,
        '1970-01-01T09:00:00Z': leaf,
      },
    },
    now,
  )
  const nine = Date.UTC(2026, 10, 23, 9)
  const largest = leaf?.max
  expect(samples).toEqual({
    room: [
      { at: nine, value: 3, sensors: 2, largest },
      { at: nine + 60_000, value: 4, sensors: 2, largest },
    ],
  })
})

const topologyRooms = new Map<string, string | null>([
  ['a', 'room_2'],
  ['b', 'room_3'],
  ['c', null],
])

test('returns readings without duplicates unchanged and does not query the topology', () => {
  const readings = { room_1: { a: 1, b: 2 }, room_2: { c: 3 }, room_3: {} }
  expect(deduplicateSensors(readings, () => expect.fail('queried the topology'))).toBe(readings)
})

test.each([
  ['its room in the topology', 'a', { room_1: {}, room_2: { a: 2 } }],
  [
    'the first room by ID when its topology room has no reading for it',
    'b',
    { room_1: { b: 1 }, room_2: {} },
  ],
  [
    'the first room by ID when the topology assigns it no room',
    'c',
    { room_1: { c: 1 }, room_2: {} },
  ],
  [
    'the first room by ID when the topology does not contain it',
    'x',
    { room_1: { x: 1 }, room_2: {} },
  ],
])('a sensor reported in two rooms counts towards %s', (_, mac, expected) => {
  const readings = { room_2: { [mac]: 2 }, room_1: { [mac]: 1 } }
  expect(deduplicateSensors(readings, () => topologyRooms)).toEqual(expected)
})

test('a room that loses no sensor to another room stays the same object', () => {
  const readings = { room_1: { a: 1 }, room_2: { a: 2 }, room_3: { d: 3 } }
  const once = deduplicateSensors(readings, () => topologyRooms)
  expect(once['room_1']).toEqual({})
  expect(once['room_2']).toBe(readings.room_2)
  expect(once['room_3']).toBe(readings.room_3)
})

test('a malformed reading stays in every room, so that none of them looks empty', () => {
  const readings = { room_1: { error: -1, a: 1 }, room_2: { error: -1, a: 2 }, room_3: { a: -1 } }
  const isCount = (count: number) => count >= 0
  expect(deduplicateSensors(readings, () => topologyRooms, isCount)).toEqual({
    room_1: { error: -1 },
    room_2: { error: -1, a: 2 },
    room_3: { a: -1 },
  })
})

test('deduplication leaves every malformed room malformed', () => {
  const readings = { room_1: { '*': 0 }, room_2: { '*': 0, a: 1 }, room_3: { a: 2 } }
  expect(deduplicateSensors(readings, () => topologyRooms)).toEqual({ ...readings, room_3: {} })
})

test('every sensor counts towards exactly one of the rooms that list it', () => {
  const macs = fc.constantFrom('a', 'b', 'c', 'x', 'y')
  const rooms = fc.constantFrom('room_1', 'room_2', 'room_3', 'room_4')
  fc.assert(
    fc.property(fc.dictionary(rooms, fc.dictionary(macs, fc.nat())), (readings) => {
      const once = deduplicateSensors(readings, () => topologyRooms)
      expect(Object.keys(once)).toEqual(Object.keys(readings))
      for (const mac of new Set(
        Object.values(readings).flatMap((sensors) => Object.keys(sensors)),
      )) {
        const counting = Object.entries(once).filter(([, sensors]) => Object.hasOwn(sensors, mac))
        expect(counting).toHaveLength(1)
        for (const [roomId, sensors] of counting) {
          expect(sensors[mac]).toBe(readings[roomId]?.[mac])
        }
      }
    }),
  )
})

test.each([' AC-01 ', 'ac-01\t', '\u200bAc-01'])('reads the MAC address %j as ac-01', (mac) => {
  const reading = { kind: 'reading', metrics: leaf }
  expect(parseReadings({ room_1: { [mac]: leaf } })).toEqual({ room_1: { 'ac-01': reading } })
  const samples = parseSamples({ [mac]: { '2026-11-23T09:00:00Z': leaf } }, now, normalizeMac)
  expect(Object.keys(samples)).toEqual(['ac-01'])
})

test('when a MAC address has two spellings, keeps the valid reading in either order', () => {
  const valid = { 'ac-01': { kind: 'reading', metrics: leaf } }
  expect(parseReadings({ room_1: { 'AC-01': leaf, ' ac-01': null } })).toEqual({ room_1: valid })
  expect(parseReadings({ room_1: { 'AC-01': null, ' ac-01': leaf } })).toEqual({ room_1: valid })
  const times = { '2026-11-23T09:00:00Z': leaf }
  const samples = parseSamples({ 'AC-01': times, ' ac-01': null }, now, normalizeMac)
  expect(samples['ac-01']).toHaveLength(1)
})

test.each(['CONSTRUCTOR', '__PROTO__', ' '])('drops the MAC address %j', (mac) => {
  const data: unknown = JSON.parse(JSON.stringify({ room_1: { [mac]: leaf } }))
  expect(parseReadings(data)).toEqual({ room_1: {} })
  expect(parseSamples({ [mac]: {} }, now, normalizeMac)).toEqual({})
})

const start = Date.UTC(2026, 10, 23, 9)
const room = (counts: Record<string, number>): ReadingsByRoom =>
  parseReadings({
    room: Object.fromEntries(Object.entries(counts).map(([mac, last]) => [mac, { last }])),
  })

function after(...polls: [readings: ReadingsByRoom, at: number][]): Snapshot {
  let snapshot: Snapshot | undefined
  for (const [readings, at] of polls) snapshot = nextSnapshot(snapshot, readings, at)
  if (!snapshot) throw new Error('expected at least one poll')
  return snapshot
}

test('stores the last count and time of a sensor that vanishes', () => {
  const snapshot = after([room({ a: 4, b: 1 }), start], [room({ a: 4 }), start + 5_000])
  expect(snapshot.vanished).toEqual({
    room: { b: { last: 1, seenAt: start, missingSince: start + 5_000 } },
  })
})

test('a sensor counts as silent from the first complete response without it', () => {
  const first = after([room({ a: 4 }), start])
  const incomplete = nextSnapshot(first, {}, start + 5_000, true)
  expect(incomplete).toMatchObject({
    incomplete: true,
    vanished: { room: { a: { last: 4, seenAt: start } } },
  })
  expect(incomplete.vanished['room']?.['a']).not.toHaveProperty('missingSince')
  const complete = nextSnapshot(incomplete, {}, start + 10_000)
  expect(complete).not.toHaveProperty('incomplete')
  const missingSince = start + 10_000
  expect(complete.vanished).toEqual({ room: { a: { last: 4, seenAt: start, missingSince } } })
  const later = nextSnapshot(complete, {}, start + 15_000)
  expect(later.vanished).toEqual(complete.vanished)
})

test('stores the sensors of a vanished room for one day', () => {
  const gone = after([room({ a: 4 }), start], [{}, start + 5_000], [{}, start + 10_000])
  expect(gone.vanished).toEqual({
    room: { a: { last: 4, seenAt: start, missingSince: start + 5_000 } },
  })
  expect(nextSnapshot(gone, {}, start + day + 1).vanished).toEqual({})
})

test('a sensor is no longer vanished when it reports again', () => {
  const snapshot = after(
    [room({ a: 4 }), start],
    [{}, start + 5_000],
    [room({ a: 2 }), start + 10_000],
  )
  expect(snapshot.vanished).toEqual({})
})

test('reuses every object except the snapshot itself when a poll changes nothing', () => {
  const first = after([room({ a: 4, b: 1 }), start], [room({ a: 4 }), start + 5_000])
  const second = nextSnapshot(first, first.readings, start + 10_000)
  expect(second.at).toBe(start + 10_000)
  expect(second.readings).toBe(first.readings)
  expect(second.vanished).toBe(first.vanished)
})

/** Computes the snapshot from scratch, regardless of which rooms changed. */
function plainSnapshot(
  previous: Snapshot | undefined,
  readings: ReadingsByRoom,
  at: number,
  incomplete: boolean,
): Snapshot {
  const vanished: Snapshot['vanished'] = {}
  const lastOf = (from: ReadingsByRoom | undefined, roomId: string, mac: string) => {
    const reading = from?.[roomId]?.[mac]
    return reading?.kind === 'reading' ? reading.metrics.last : undefined
  }
  for (const roomId of ['oak', 'elm', 'ash']) {
    for (const mac of ['a', 'b', 'c']) {
      const known = previous?.vanished[roomId]?.[mac]
      const last = lastOf(previous?.readings, roomId, mac)
      const gone = last === undefined ? known : { last, seenAt: previous?.at ?? 0 }
      if (lastOf(readings, roomId, mac) !== undefined || !gone || at - gone.seenAt > day) continue
      const missingSince = gone.missingSince ?? (incomplete ? undefined : at)
      vanished[roomId] = {
        ...vanished[roomId],
        [mac]: { ...gone, ...(missingSince !== undefined && { missingSince }) },
      }
    }
  }
  return { at, readings, ...(incomplete && { incomplete }), vanished }
}

test('each snapshot equals one computed from scratch and keeps the objects of unchanged rooms', () => {
  const sensors = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(fc.record({ last: fc.nat(2) }), fc.constant(null)),
    { noNullPrototype: true },
  )
  const reports = fc.dictionary(fc.constantFrom('oak', 'elm', 'ash'), sensors, {
    noNullPrototype: true,
  })
  const pauses = fc.constantFrom(5_000, 5_000, 5_000, minute, 20 * minute, day)
  const polls = fc.array(fc.tuple(reports, fc.constantFrom('new', 'same'), pauses, fc.boolean()))
  fc.assert(
    fc.property(polls, (list) => {
      let snapshot: Snapshot | undefined
      let at = start
      for (const [report, kind, pause, incomplete] of list) {
        const parsed =
          kind === 'same' && snapshot ? structuredClone(snapshot.readings) : parseReadings(report)
        const readings = replaceEqualDeep(snapshot?.readings, parsed)
        at += pause
        const next = nextSnapshot(snapshot, readings, at, incomplete)
        expect(next).toEqual(plainSnapshot(snapshot, parsed, at, incomplete))
        const shared = replaceEqualDeep(snapshot, next)
        for (const part of ['readings', 'vanished'] as const) {
          expect(next[part] === snapshot?.[part]).toBe(shared[part] === snapshot?.[part])
          for (const id of Object.keys(next[part])) {
            const isKept = shared[part][id] === snapshot?.[part][id]
            expect(next[part][id] === snapshot?.[part][id]).toBe(isKept)
          }
        }
        snapshot = next
      }
    }),
    { numRuns: 300 },
  )
})
