import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlacesResponse } from '#src/contract/topology.ts'
import { RoomSelection } from '#src/contract/board.ts'
import { selectRooms } from '#server/gateway/displays/board-rooms.ts'
import { toAccessScope, seesEverything, seesRooms } from './account-scopes.ts'

const sites = ['s1', 's2'].map((site) => ({
  id: site,
  buildings: [`${site}-b`].map((building) => ({
    id: building,
    floors: [`${building}-f1`, `${building}-f2`].map((floor) => ({
      id: floor,
      rooms: ['r1', 'r2'].map((room) => ({
        id: `${floor}-${room}`,
        tags: room === 'r1' ? [{ id: 'quiet', name: 'Quiet' }] : [],
      })),
    })),
  })),
}))
const answer = (part: unknown, missing: PlacesResponse['missing'] = []) =>
  v.parse(PlacesResponse, { sites: part, missing, asOf: 1 })
const whole = answer(sites)
const floorsOf = (site: (typeof sites)[number]) => site.buildings.flatMap(({ floors }) => floors)
const roomIds = sites.flatMap(floorsOf).flatMap(({ rooms }) => rooms.map(({ id }) => id))

/** What an account sees: some of the rooms, with the places that they lie in. */
const partOf = (seen: readonly string[]) => {
  const within = <T extends { id: string }>(places: T[]) =>
    places.filter(({ id }) => seen.some((room) => room.startsWith(id)))
  return answer(
    within(sites).map((site) => ({
      ...site,
      buildings: within(site.buildings).map((building) => ({
        ...building,
        floors: within(building.floors).map((floor) => ({ ...floor, rooms: within(floor.rooms) })),
      })),
    })),
  )
}
const wishes = fc.oneof(
  fc.constant({ kind: 'all' }),
  fc.constantFrom(
    { kind: 'site', id: 's1' },
    { kind: 'site', id: 's2' },
    { kind: 'building', id: 's1-b' },
    { kind: 'floor', id: 's2-b-f1' },
    { kind: 'floor', id: 'gone' },
    { kind: 'tag', id: 'quiet' },
  ),
  fc.record({
    kind: fc.constant('rooms'),
    ids: fc.subarray([...roomIds, 'gone'], { minLength: 1 }),
  }),
)

test('an account may use a choice of rooms exactly when it sees every room of it', () => {
  fc.assert(
    fc.property(fc.subarray(roomIds), wishes, (seen, wish) => {
      const wanted = v.parse(RoomSelection, wish)
      const own = toAccessScope(partOf(seen))
      const all = toAccessScope(whole)
      const chosen = selectRooms(wanted, whole).map(({ room }) => room.id)
      const expected = chosen.every((id) => seen.includes(id))
      const may = seesEverything(own, all) || seesRooms(own, wanted, { places: whole, all })
      expect(may).toBe(expected)
    }),
  )
})

test('while an answer lacks places, an id that is not in it is refused to those who do not see it', () => {
  const lacking = answer(sites.slice(1), [{ kind: 'site', count: 1, within: null }])
  const all = toAccessScope(lacking)
  const own = toAccessScope(partOf(roomIds.filter((id) => id.startsWith('s2'))))
  expect(seesEverything(own, all)).toBe(false)
  for (const wanted of [
    { kind: 'all' },
    { kind: 'site', id: 's1' },
    { kind: 'floor', id: 's1-b-f1' },
    { kind: 'rooms', ids: ['s1-b-f1-r1'] },
  ]) {
    const may = seesRooms(own, v.parse(RoomSelection, wanted), { places: lacking, all })
    expect({ wanted, may }).toEqual({ wanted, may: false })
  }
  expect(seesEverything(toAccessScope(whole), all)).toBe(true)
})
