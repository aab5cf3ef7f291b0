import { expect, test } from 'vitest'
import * as v from 'valibot'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { addBoard, minute, pairDisplay, parseBody, startHeadroom } from './test-headroom.ts'
import { Board } from '#src/contract/board.ts'

const Leaf = v.nullable(v.record(v.string(), v.unknown()))
const Readings = v.object({ data: v.record(v.string(), v.nullable(v.record(v.string(), Leaf))) })
type Change =
  | { room: string; fields: object }
  | { floor: string; fields: object }
  /** Lists the room several times with the same ID: once for each entry, with the fields of that entry. */
  | { room: string; entries: object[] }
type Privacy = 'exact' | 'small-rooms-in-words'

/** Sets fields of all objects under the key `name` in a Butlr response. */
function change(value: unknown, name: string, fields: object): void {
  if (typeof value !== 'object' || value === null) return
  if ('name' in value && value.name === name) Object.assign(value, fields)
  for (const child of Object.values(value)) change(child, name, fields)
}

/** Replaces a room in a Butlr response with one copy per entry. Each copy gets the fields of its entry. */
function repeat(value: unknown, name: string, entries: readonly object[]): void {
  if (typeof value !== 'object' || value === null) return
  const isRoom = (item: unknown) =>
    typeof item === 'object' && item !== null && 'name' in item && item.name === name
  const at = Array.isArray(value) ? value.findIndex(isRoom) : -1
  if (Array.isArray(value) && at >= 0) {
    const room: object = value[at]
    value.splice(at, 1, ...entries.map((entry) => ({ ...room, ...entry })))
  } else for (const child of Object.values(value)) repeat(child, name, entries)
}

/**
 * Returns the readings of a display whose board has all rooms, an hour after pairing, while every sensor in the
 * building counts four people.
 *
 * @param changes changes to the topology that Butlr sends
 */
async function readings(
  changes: Change[],
  privacy: Privacy,
  own: OverridesResponse['overrides'] = null,
) {
  const overrides = { configured: true, overrides: own, loadedAt: 1, problem: null }
  const started = await startHeadroom({ overrides: () => overrides })
  const { butlr, simulator } = started
  for (const { mac } of simulator.topology.sensors) simulator.faults.override(mac, 4)
  const demo = await started.signIn(demoCredentials)
  const board = await parseBody(Board, await addBoard(demo, { kind: 'all' }, { privacy }))
  const { screen } = await pairDisplay(started, demo, board.id)
  butlr.change = async (request, response) => {
    if (!request.url.endsWith('/graphql')) return response
    const answer: unknown = await response.json()
    for (const one of changes) {
      if ('entries' in one) repeat(answer, one.room, one.entries)
      else change(answer, 'room' in one ? one.room : one.floor, one.fields)
    }
    return Response.json(answer)
  }
  // The topology from before the changes expires after an hour.
  started.clock.now += 61 * minute
  const { data } = await parseBody(Readings, await screen.get('/api/display/readings'))
  const counts = (name: string) => {
    const leaves = Object.values(data[started.room(name)] ?? {})
    return leaves.map((leaf) => leaf?.['last'])
  }
  return { data, counts, started }
}

test.each<[string, Change[]]>([
  ['has no capacity object', [{ room: 'Studio', fields: { capacity: null } }]],
  ['has a capacity of 0', [{ room: 'Studio', fields: { capacity: { max: 0, mid: 0 } } }]],
  ['has only a middle capacity', [{ room: 'Studio', fields: { capacity: { mid: 9 } } }]],
  ['has a malformed capacity', [{ room: 'Studio', fields: { capacity: { max: '12' } } }]],
  ['has a capacity that is a list', [{ room: 'Studio', fields: { capacity: [12] } }]],
  ['has a negative capacity', [{ room: 'Studio', fields: { capacity: { max: -12 } } }]],
  ['has a capacity of 2', [{ room: 'Studio', fields: { capacity: { max: 2 } } }]],
  ['is malformed', [{ room: 'Studio', fields: { tags: 'none', floor_id: 7 } }]],
  [
    'has a malformed field within its capacity',
    [{ room: 'Studio', fields: { capacity: { max: 12, mid: 'x' } } }],
  ],
  [
    'has a malformed field within a tag',
    [{ room: 'Studio', fields: { tags: [{ id: 'tag_1', name: 7 }] } }],
  ],
  ['is on a floor whose rooms are missing', [{ floor: 'Ground floor', fields: { rooms: null } }]],
  [
    'is in a building whose floors are missing',
    [{ floor: 'Main building', fields: { floors: null } }],
  ],
])('with status only, withholds the count of a room that %s', async (_, changes) => {
  const { counts } = await readings(changes, 'small-rooms-in-words')
  expect(counts('Studio')).toEqual([1])
})

const large = { capacity: { max: 12 } }
test.each<[string, Record<string, unknown>[]]>([
  ['another capacity', [large, { capacity: { max: 2 } }]],
  ['another capacity and no floor ID', [large, { capacity: { max: 2 }, floor_id: null }]],
  ['no capacity', [large, { capacity: null }]],
  ['a malformed field', [large, { ...large, rotation: '90' }]],
])(
  'with status only, withholds the count of a room that Butlr lists a second time with %s',
  async (_, entries) => {
    const { counts } = await readings([{ room: 'Studio', entries }], 'small-rooms-in-words')
    expect(counts('Studio')).toEqual([1])
  },
)

test('sends the count of a room that Butlr lists twice with identical fields', async () => {
  const { counts } = await readings(
    [{ room: 'Studio', entries: [large, large] }],
    'small-rooms-in-words',
  )
  expect(counts('Studio')).toEqual([4])
})

test('with status only, sends counts only for rooms with a known capacity above 2', async () => {
  const { data, started } = await readings([], 'small-rooms-in-words')
  const large = started.simulator.topology.rooms.filter(({ capacity }) => capacity > 2)
  const ids = new Set(large.map(({ id }) => id))
  for (const [id, sensors] of Object.entries(data)) {
    const sum = Object.values(sensors ?? {}).reduce(
      (all, leaf) => all + Number(leaf?.['last'] ?? 0),
      0,
    )
    expect({ id, withheld: sum <= 1 }).toEqual({ id, withheld: !ids.has(id) })
    if (ids.has(id)) continue
    for (const leaf of Object.values(sensors ?? {}))
      expect(Object.keys(leaf ?? {})).toEqual(['last'])
  }
})

test('applies overridden capacities and withholds the count if the capacity is null', async () => {
  const hidden = await startHeadroom()
  const [studio, booth] = [hidden.room('Studio'), hidden.room('Booth 0.1')]
  const rooms = { [studio]: { capacity: null }, [booth]: { capacity: 6 } }
  const { counts } = await readings([], 'small-rooms-in-words', { rooms })
  expect(counts('Studio')).toEqual([1])
  expect(counts('Booth 0.1')).toEqual([4])
})

test('with exact numbers, sends the count of a room without a capacity', async () => {
  const changes = [{ room: 'Studio', fields: { capacity: null } }]
  const { counts } = await readings(changes, 'exact')
  expect(counts('Studio')).toEqual([4])
})

test('sends no operator notes to a display, and no staff accounts after its first response', async () => {
  const { room } = await startHeadroom()
  const rooms = { [room('Studio')]: { name: 'Music', note: 'key-canary with the porter' } }
  const { started } = await readings([], 'exact', { rooms })
  const demo = await started.signIn(demoCredentials)
  const board = await parseBody(Board, await addBoard(demo, { kind: 'all' }))
  const { screen } = await pairDisplay(started, demo, board.id)
  const first = await (await screen.get('/api/display/board')).text()
  expect(first).toContain('Music')
  const later = await (await screen.get('/api/display/board')).text()
  const figures = await (await screen.get('/api/display/readings')).text()
  expect(first + later + figures).not.toContain('key-canary')
  expect(later + figures).not.toContain('@headroom.example')
})
