import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { classifyFreshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import { minute } from '#src/domain/time/duration.ts'
import { stateKey } from './footer/state-key.tsx'
import {
  computeBoardTotals,
  roomsInUseLabel,
  toRoomTile,
  type RoomTileModel,
} from './room-tile-model.ts'

const settings = { privacy: 'exact', shortNames: {}, locale: 'en-GB' } as const
const privateSettings = { ...settings, privacy: 'small-rooms-in-words' } as const
const polledAt = 3_600_000
const dataStatus = (freshness: Freshness = 'live', ageMs = 0) => ({
  at: polledAt,
  now: polledAt + ageMs,
  freshness,
  intervalMs: 5_000,
})

test.each<[string, LiveRoomFixture, object]>([
  ['in use', {}, { figure: '6', capacity: '10', word: 'In use', state: 'in-use', level: 0.6 }],
  ['free', { sensors: [0] }, { figure: '0', word: 'Free', state: 'free' }],
  ['over capacity', { sensors: [12] }, { figure: '12', word: '2 over', state: 'over', level: 1.2 }],
  [
    'missing a sensor',
    { sensors: [3, 'missing'] },
    {
      figure: '3+',
      note: '1 of 2 sensors',
      label: 'Maple, at least 3 people, 1 of 2 sensors reporting',
    },
  ],
  ['without a known capacity', { capacity: null }, { figure: '6', capacity: null, level: null }],
  [
    'silent',
    { sensors: ['missing'] },
    { figure: null, word: 'No data', state: 'no-data', level: null, label: 'Maple, no data' },
  ],
])('describes a room that is %s', (_, room, expected) => {
  expect(toRoomTile(settings, makeLiveRoom(room), dataStatus())).toMatchObject(expected)
})

test('recomputes a room’s tile only when the room, its freshness or the board changes', () => {
  let reads = 0
  const counted = () => ({
    ...settings,
    get shortNames() {
      reads += 1
      return {}
    },
  })
  const [board, other] = [counted(), counted()]
  const room = makeLiveRoom()
  const tile = toRoomTile(board, room, dataStatus())
  const polledAgain = { ...dataStatus(), at: polledAt + 5_000, now: polledAt + 5_000 }
  expect(toRoomTile(board, room, polledAgain)).toBe(tile)
  expect(toRoomTile(board, room, polledAgain, { keepsLateState: true })).toBe(tile)
  expect(computeBoardTotals(board, [room], polledAgain).people).toBe('6')
  expect(reads).toBe(1)
  toRoomTile(board, room, dataStatus('late'))
  expect(toRoomTile(board, makeLiveRoom({ sensors: [2] }), polledAgain).figure).toBe('2')
  toRoomTile(other, room, polledAgain)
  expect(reads).toBe(4)
  const words = [6, 7].map((age) => toRoomTile(board, room, dataStatus('stale', age * minute)).word)
  expect(words).toEqual(['6 min old', '7 min old'])
})

test('shows the age of a stale value, and no value after ten minutes', () => {
  expect(toRoomTile(settings, makeLiveRoom(), dataStatus('stale', 7 * minute))).toMatchObject({
    figure: '6',
    state: 'stale',
    word: '7 min old',
  })
  expect(toRoomTile(settings, makeLiveRoom(), dataStatus('no-data', 12 * minute))).toMatchObject({
    figure: null,
    state: 'no-data',
  })
})

test('with privacy on, shows only whether a room without a capacity is in use', () => {
  const room = makeLiveRoom({ capacity: null, sensors: [7] })
  const model = toRoomTile(privateSettings, room, dataStatus())
  expect(model).toMatchObject({ figure: null, privateLabel: 'In use', capacity: null, level: null })
  expect(JSON.stringify(model)).not.toMatch(/7/)
})

const silent = (ageMs: number, change: LiveRoomFixture = {}) =>
  makeLiveRoom({
    sensors: ['missing'],
    lastKnown: { people: 2, seenAt: polledAt - ageMs },
    ...change,
  })

test('shows the age of a silent room’s last value once the value is two intervals old', () => {
  expect(toRoomTile(settings, silent(9_999), dataStatus())).toMatchObject({
    state: 'in-use',
    figure: '2',
  })
  expect(toRoomTile(settings, silent(10_000), dataStatus())).toMatchObject({
    state: 'stale',
    figure: '2',
    word: '10 s old',
    label: 'Maple, 2 of 10 people, out of date, 10 s old',
  })
  expect(toRoomTile(settings, silent(4 * minute), dataStatus())).toMatchObject({
    word: '4 min old',
  })
  expect(toRoomTile(settings, silent(10 * minute), dataStatus())).toMatchObject({
    state: 'no-data',
  })
})

test('if tiles always show the age, a late value keeps its state for a minute', () => {
  const keep = { keepsLateState: true }
  expect(toRoomTile(settings, silent(48_000), dataStatus(), keep)).toMatchObject({
    state: 'in-use',
    isLate: true,
    word: '48 s old',
    label: 'Maple, 2 of 10 people, in use, 48 s old',
  })
  expect(toRoomTile(settings, silent(minute), dataStatus(), keep)).toMatchObject({
    state: 'stale',
    isLate: false,
    word: '1 min old',
  })
  const booth = silent(30_000, { name: 'Booth', capacity: 1 })
  expect(toRoomTile(privateSettings, booth, dataStatus(), keep)).toMatchObject({
    state: 'in-use',
    isLate: true,
    word: '30 s old',
  })
})

test('the age of a silent room’s last value grows between polls', () => {
  const room = silent(5_000)
  expect(toRoomTile(settings, room, dataStatus('live', 4_999)).state).toBe('in-use')
  expect(toRoomTile(settings, room, dataStatus('live', 5_000))).toMatchObject({
    state: 'stale',
    word: '10 s old',
  })
})

test('marks a silent private room as stale and keeps “In use”', () => {
  const booth = silent(30_000, { name: 'Booth', capacity: 1 })
  expect(toRoomTile(privateSettings, booth, dataStatus())).toMatchObject({
    state: 'stale',
    privateLabel: 'In use',
    word: '30 s old',
    label: 'Booth, in use, 30 s old',
  })
})

test('marks every value that is at least two intervals old, whether the sensor or the poll is late', () => {
  const ages = fc.integer({ min: 0, max: 20 * minute })
  const shown = (
    silentMs: number,
    pollMs: number,
    isPrivateRoom: boolean,
    keepsLateState: boolean,
  ) => {
    const room = silent(silentMs, isPrivateRoom ? { capacity: 1 } : {})
    return toRoomTile(
      isPrivateRoom ? privateSettings : settings,
      room,
      dataStatus(classifyFreshness(pollMs, 5_000), pollMs),
      { keepsLateState },
    )
  }
  const isTruthful = (
    { state, isLate, word, figure, privateLabel }: RoomTileModel,
    isOld: boolean,
  ) => {
    if (state === 'no-data') return figure === null && privateLabel === null
    return state === 'stale' || isLate ? /^\d+ (s|min) old$/.test(word) : !isOld
  }
  const property = fc.property(
    ages,
    ages,
    fc.boolean(),
    fc.boolean(),
    (silentMs, pollMs, isPrivateRoom, keepsLateState) =>
      isTruthful(
        shown(silentMs, pollMs, isPrivateRoom, keepsLateState),
        silentMs + pollMs >= 10_000,
      ),
  )
  expect(fc.check(property).failed).toBe(false)
})

test('excludes silent rooms from totals, marks the total as a lower bound and counts the unknown rooms', () => {
  const rooms = [makeLiveRoom(), silent(minute, { id: 'oak' })]
  const sums = computeBoardTotals(settings, rooms, dataStatus())
  expect(sums.people).toBe('6+')
  expect(roomsInUseLabel(settings, rooms, sums)).toBe('1 of 2 rooms in use, 1 unknown')
})

test('the number of rooms in use matches the legend, even while sensors are silent', () => {
  const room = fc.record({
    people: fc.nat(14),
    capacity: fc.option(fc.integer({ min: 1, max: 12 })),
    silentMs: fc.option(fc.nat(11 * minute)),
  })
  const inUseStates = ['in-use', 'busy', 'full', 'over'] as const
  fc.assert(
    fc.property(fc.array(room), fc.boolean(), (list, isPrivate) => {
      const board = isPrivate ? privateSettings : settings
      const rooms = list.map(({ people, capacity, silentMs }, index) => {
        const seen = { people, seenAt: polledAt - (silentMs ?? 0) }
        const sensors = silentMs === null ? [people] : ['missing' as const]
        return makeLiveRoom({ id: `room-${index}`, capacity, sensors, lastKnown: seen })
      })
      const totals = computeBoardTotals(board, rooms, dataStatus())
      const inUse = inUseStates.reduce((sum, state) => sum + (totals.states.get(state) ?? 0), 0)
      const noun = rooms.length === 1 ? 'room' : 'rooms'
      const label = roomsInUseLabel(board, rooms, totals)
      expect(label).toMatch(new RegExp(`^${inUse} of ${rooms.length} ${noun} in use`))
    }),
  )
})

test.each([
  [[1], '1 person'],
  [[0], '0 people'],
  [[1, 'missing' as const], '1+ people'],
  [[1204], '1,204 people'],
])('formats the total of sensor counts %j as "%s"', (sensors, label) => {
  expect(computeBoardTotals(settings, [makeLiveRoom({ sensors })], dataStatus()).peopleLabel).toBe(
    label,
  )
})

test('shows only the status of a small room and excludes its people from the total', () => {
  const booth = makeLiveRoom({ id: 'booth', name: 'Booth', capacity: 1, sensors: [1] })
  const tile = toRoomTile(privateSettings, booth, dataStatus())
  expect(tile).toMatchObject({
    figure: null,
    privateLabel: 'In use',
    state: 'in-use',
    label: 'Booth, in use',
  })
  expect(JSON.stringify(tile)).not.toMatch(/\d/)
  expect(computeBoardTotals(privateSettings, [booth, makeLiveRoom()], dataStatus()).people).toBe(
    '6+',
  )
  expect(computeBoardTotals(privateSettings, [booth], dataStatus()).people).toBe('–')
})

test('uses the board’s short names and number format', () => {
  const named = { ...settings, locale: 'de', shortNames: { maple: 'M' } }
  const crowd = makeLiveRoom({ capacity: null, sensors: [1204] })
  expect(toRoomTile(named, crowd, dataStatus())).toMatchObject({ name: 'M', figure: '1.204' })
})

test('a room that the history withholds is not a room without data', () => {
  const booth = { ...makeLiveRoom({ sensors: ['missing'] }), isWithheld: true }
  expect(toRoomTile(settings, booth, dataStatus())).toMatchObject({
    figure: null,
    word: 'Not shown',
    label: 'Maple, not shown',
  })
})

test('the totals count withheld rooms apart from rooms without data', () => {
  const missing = { ...makeLiveRoom({ sensors: ['missing'] }), id: 'oak' }
  const booth = { ...missing, id: 'booth', isWithheld: true }
  const totals = computeBoardTotals(settings, [makeLiveRoom(), missing, booth], dataStatus())
  expect(totals.withheld).toBe(1)
  expect(totals.states.get('no-data')).toBe(1)
  const entry = { state: 'no-data', label: '1 not shown', count: '1' }
  expect(stateKey(totals, 'en').at(-1)).toEqual(entry)
  expect(roomsInUseLabel(settings, [makeLiveRoom(), missing, booth], totals)).toMatch(
    /of 2 rooms in use, 1 unknown$/,
  )
})
