import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RoomSelection } from '#src/contract/board.ts'
import { runTask } from '#server/gateway/butlr/answer-task.ts'
import type { PlacesSummary } from '#server/gateway/topology/topology-summary.ts'
import { selectRooms } from '#server/gateway/displays/room-selection.ts'
import { createKnownPlaces, sharesSite, toAccessScope } from './access-scope.ts'
import { createSelectionAccess } from './selection-access.ts'

const tag = (id: string) => ({ id, name: id })
const sites = ['s1', 's2'].map((site) => ({
  id: site,
  name: `Site ${site}`,
  buildings: [`${site}-b1`, `${site}-b2`].map((building) => ({
    id: building,
    floors: [`${building}-f1`, `${building}-f2`].map((floor) => ({
      id: floor,
      tags: floor.endsWith('f2') ? [tag('upstairs')] : [],
      rooms: ['r1', 'r2'].map((room) => ({
        id: `${floor}-${room}`,
        tags: room === 'r1' ? [tag('quiet')] : [],
      })),
      zones: [{ id: `${floor}-z`, room_id: `${floor}-r2`, tags: [tag('zoned')] }],
    })),
  })),
}))
type Sites = typeof sites

/** Returns the summary that the gateway creates from a response from Butlr. */
const answer = (list: unknown, errors: unknown[] = []) => {
  const text = JSON.stringify({ data: { sites: { data: list } }, errors })
  const task = { kind: 'topology', document: 'places', asOf: 1 } as const
  const result = runTask(task, [[new TextEncoder().encode(text)]])
  return result.kind === 'topology' ? result.document.summary : expect.fail(result.kind)
}
const known = (...answers: PlacesSummary[]) => {
  const learn = createKnownPlaces(() => 1)
  return answers.map((summary) => learn(summary)).at(-1) ?? learn(answer([]))
}
const whole = answer(sites)
const floorsOf = (list: Sites) =>
  list.flatMap(({ buildings }) => buildings).flatMap((b) => b.floors)
const roomIds = floorsOf(sites).flatMap(({ rooms }) => rooms.map(({ id }) => id))

/** Returns the sites of an account that sees only some rooms and the locations that contain them. */
const partOf = (seen: readonly string[]): Sites => {
  const within = <T extends { id: string }>(places: T[]) =>
    places.filter(({ id }) => seen.some((room) => room.startsWith(id)))
  return within(sites).map((site) => ({
    ...site,
    buildings: within(site.buildings).map((building) => ({
      ...building,
      floors: within(building.floors).map((floor) => ({ ...floor, rooms: within(floor.rooms) })),
    })),
  }))
}
const scopeOf = (seen: readonly string[]) => toAccessScope(answer(partOf(seen)))

const placesOf = (kind: string, list: readonly { id: string }[]) =>
  list.map(({ id }) => ({ kind, id }))
const selections = fc.oneof(
  fc.constant({ kind: 'all' }),
  fc.constantFrom(
    ...placesOf('site', sites),
    ...placesOf(
      'building',
      sites.flatMap(({ buildings }) => buildings),
    ),
    ...placesOf('floor', floorsOf(sites)),
    ...placesOf('tag', ['quiet', 'upstairs', 'zoned'].map(tag)),
  ),
  fc.record({ kind: fc.constant('rooms'), ids: fc.subarray(roomIds, { minLength: 1 }) }),
)
const roomsOf = (wanted: RoomSelection) => selectRooms(wanted, whole).map(({ room }) => room.id)

test('allows a selection if and only if the account sees all of its rooms', () => {
  fc.assert(
    fc.property(fc.subarray(roomIds), selections, (seen, selection) => {
      const wanted = v.parse(RoomSelection, selection)
      const access = createSelectionAccess(scopeOf(seen), known(whole))
      const isSeen = roomsOf(wanted).every((id) => seen.includes(id))
      const expected = isSeen ? 'allowed' : 'refused'
      expect(access.judge(wanted, false)).toBe(expected)
      expect(access.judgeNew(wanted, null).verdict).toBe(expected)
    }),
  )
})

/** Returns the paths of all lists and list items, starting at the list of sites. */
function pathsIn(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) {
    return [
      [...path],
      ...value.flatMap((item: unknown, index) => [
        [...path, index],
        ...pathsIn(item, [...path, index]),
      ]),
    ]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]))
}
function replaceAt(value: unknown, [step, ...rest]: (string | number)[], by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (index === step ? replaceAt(item, rest, by) : item))
  }
  const entries = Object.entries(Object(value))
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === step ? replaceAt(item, rest, by) : item]),
  )
}
const spoils = fc.oneof(
  fc.constantFrom(null, 'none', 7, {}, { id: 7 }, { id: '' }),
  fc.constant({ id: 'constructor', buildings: null, floors: null, rooms: null, tags: null }),
)
const spoiled = fc
  .tuple(fc.constantFrom(...pathsIn(sites)), spoils)
  .map(([path, by]) => answer(replaceAt(sites, path, by)))

test('never allows inaccessible rooms when the topology of the gateway account is malformed', () => {
  fc.assert(
    fc.property(fc.subarray(roomIds), selections, spoiled, (seen, selection, lacking) => {
      const wanted = v.parse(RoomSelection, selection)
      const access = createSelectionAccess(scopeOf(seen), known(lacking))
      if (access.judgeNew(wanted, null).verdict !== 'allowed') return
      expect(roomsOf(wanted).filter((id) => !seen.includes(id))).toEqual([])
    }),
    { numRuns: 3_000 },
  )
})

test('never allows inaccessible rooms when the account’s own topology is malformed', () => {
  fc.assert(
    fc.property(selections, spoiled, (selection, lacking) => {
      const wanted = v.parse(RoomSelection, selection)
      const own = toAccessScope(lacking)
      const access = createSelectionAccess(own, known(whole))
      if (access.judgeNew(wanted, null).verdict !== 'allowed') return
      expect(roomsOf(wanted).filter((id) => !own.rooms.has(id))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

const lacking = (path: (string | number)[], by: unknown = null) =>
  answer(replaceAt(sites, path, by))
const building = [0, 'buildings', 1]
const floor = [...building, 'floors', 1]

test.each([
  ['the sites', [], ['all'], ['s1', 's1-b1', 's1-b2-f2']],
  ['the buildings of a site', [0, 'buildings'], ['all', 's1'], ['s2', 's2-b1']],
  ['the floors of a building', [...building, 'floors'], ['all', 's1', 's1-b2'], ['s1-b1', 's2']],
  [
    'the rooms of a floor',
    [...floor, 'rooms'],
    ['all', 's1', 's1-b2', 's1-b2-f2', 'quiet'],
    ['s1-b1', 's1-b2-f1', 's2'],
  ],
  ['the zones of a floor', [...floor, 'zones'], [], ['all', 's1', 's1-b2-f2', 'quiet', 'zoned']],
])(
  'treats access as unknown where Butlr sends null instead of %s, and as known elsewhere',
  (_, path, open, clear) => {
    const selection = (id: string): RoomSelection => {
      if (id === 'all') return { kind: 'all' }
      if (id === 'quiet' || id === 'zoned') return { kind: 'tag', id }
      return {
        kind: (['site', 'building', 'floor'] as const)[id.split('-').length - 1] ?? 'tag',
        id,
      }
    }
    const access = createSelectionAccess(scopeOf(roomIds), known(lacking(path)))
    for (const id of open) expect([id, access.judge(selection(id), false)]).toEqual([id, 'unknown'])
    if (path.length > 0) {
      for (const id of clear)
        expect([id, access.judge(selection(id), false)]).toEqual([id, 'allowed'])
    }
    expect(access.judge({ kind: 'rooms', ids: roomIds }, false)).toBe('allowed')
    // The last complete response stays valid for an hour.
    const recent = createSelectionAccess(scopeOf(roomIds), known(whole, lacking(path)))
    for (const id of [...open, ...clear]) expect(recent.judge(selection(id), false)).toBe('allowed')
  },
)

test.each([
  ['null zones', [...floor, 'zones'], null],
  ['null tags of a room', [...floor, 'rooms', 1, 'tags'], null],
  ['null tags of the floor', [...floor, 'tags'], null],
  ['a malformed tag', [...floor, 'rooms', 1, 'tags'], ['quiet']],
  ['a zone without a readable room', [...floor, 'zones', 0, 'room_id'], 7],
])('treats the rooms of a floor as possibly tagged if Butlr sends %s', (_, path, by) => {
  const wanted: RoomSelection = { kind: 'tag', id: 'quiet' }
  const reference = known(lacking(path, by))
  const quiet = roomsOf(wanted)
  expect(createSelectionAccess(scopeOf(roomIds), reference).judge(wanted, false)).toBe('allowed')
  expect(createSelectionAccess(scopeOf(quiet), reference).judge(wanted, false)).toBe('refused')
  expect(createSelectionAccess(scopeOf(quiet), known(whole)).judge(wanted, false)).toBe('allowed')
})

test.each([
  ['a missing path', [undefined], 'unknown'],
  ['a malformed path', [7], 'unknown'],
  ['a location that does not exist', [['sites', 'data', 9, 'buildings']], 'unknown'],
  ['an existing list', [['sites', 'data', 0, 'buildings']], 'unknown'],
  ['a field that is not in the query', [['sites', 'data', 0, 'area']], 'unknown'],
  ['a field without lists', [['sites', 'data', 0, 'timezone']], 'allowed'],
  [
    'a capacity at an impossible path',
    [['sites', 'data', 0, 'buildings', 0, 'rooms', 1, 'capacity', 'max']],
    'unknown',
  ],
  [
    'the capacity of a room',
    [['sites', 'data', 0, 'buildings', 0, 'floors', 0, 'rooms', 1, 'capacity', 'max']],
    'allowed',
  ],
])('after an error at %s (%j), access to a selection is %s', (_, paths, verdict) => {
  const errors = paths.map((path) => ({ message: 'x', path }))
  const access = createSelectionAccess(scopeOf(roomIds), known(answer(sites, errors)))
  expect(access.judge({ kind: 'all' }, false)).toBe(verdict)
  expect(access.judge({ kind: 'floor', id: 's2-b1-f1' }, false)).toBe(verdict)
})

test('never treats stand-in IDs as shared, visible or selectable', () => {
  const nameless = sites.map((site) => ({ ...site, id: null, name: null }))
  const mine = toAccessScope(answer(nameless))
  const theirs = toAccessScope(answer([{ id: '', buildings: [{ floors: [] }] }]))
  expect(mine.sites.size + theirs.sites.size + theirs.buildings.size).toBe(0)
  expect(sharesSite(mine, theirs)).toBe(false)
  // The real ID of a site may equal a stand-in ID.
  expect(sharesSite(mine, toAccessScope(answer([{ id: 'site 1', buildings: [] }])))).toBe(false)
  const access = createSelectionAccess(mine, known(answer(nameless)))
  expect(access.judgeNew({ kind: 'site', id: 'site 1' }, null).verdict).toBe('refused')
  expect(selectRooms({ kind: 'site', id: 'site 1' }, answer(nameless))).toEqual([])
})

test('rejects missing rooms and locations in new selections, and removes missing rooms from stored selections', () => {
  const access = createSelectionAccess(scopeOf(roomIds), known(whole))
  for (const wanted of [
    { kind: 'rooms', ids: ['s1-b1-f1-r1', 'gone'] },
    { kind: 'tag', id: 'gone' },
    { kind: 'floor', id: 'gone' },
    { kind: 'building', id: 's1' },
  ] satisfies RoomSelection[]) {
    expect(access.judge(wanted, true)).toBe('allowed')
    expect(access.judge(wanted, false)).toBe('refused')
    expect(access.judgeNew(wanted, null).verdict).toBe('refused')
    expect(access.judgeNew(wanted, { kind: 'rooms', ids: ['s1-b1-f1-r1'] }).verdict).toBe('refused')
  }
  const stored: RoomSelection = { kind: 'rooms', ids: ['gone', 's1-b1-f1-r1'] }
  expect(access.judgeNew(stored, stored)).toEqual({
    verdict: 'allowed',
    rooms: { kind: 'rooms', ids: ['s1-b1-f1-r1'] },
  })
  const nothing: RoomSelection = { kind: 'rooms', ids: ['gone'] }
  expect(access.judge(nothing, true)).toBe('allowed')
  expect(access.judge(nothing, false)).toBe('refused')
  expect(access.judgeNew(nothing, nothing).verdict).toBe('refused')
  expect(access.unseenRooms(stored)).toEqual(['gone'])
  // The rooms may still exist, so they are neither ignored nor removed.
  const open = createSelectionAccess(scopeOf(roomIds), known(lacking([...floor, 'rooms'])))
  expect(open.judge(stored, true)).toBe('unknown')
  expect(open.judgeNew(stored, stored).verdict).toBe('refused')
})
