import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Board, BoardsResponse, type BoardDraft } from '#src/contract/board.ts'
import { DisplayBoardResponse } from '#src/contract/display.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  addBoard,
  createBoard,
  listBoardIds,
  listDisplayIds,
  minute,
  pairDisplay,
  pairScreen,
  parseBody,
  protectedRequests,
  readError,
  startHeadroom,
  tokenSubject,
} from './test-headroom.ts'

const { singleSite, otherOrganisation } = testAccounts
const gateway = 'client|demo-client'
const restricted = `user|${singleSite.username}`

const Room = v.looseObject({ id: v.string() })
const Floor = v.looseObject({ id: v.string(), rooms: v.optional(v.array(Room), []) })
const Building = v.looseObject({ id: v.string(), floors: v.optional(v.array(Floor), []) })
const Site = v.looseObject({
  id: v.unknown(),
  name: v.string(),
  buildings: v.optional(v.array(Building), []),
})
const Places = v.looseObject({
  data: v.looseObject({ sites: v.looseObject({ data: v.array(Site) }) }),
})
type Site = v.InferOutput<typeof Site>
type Started = Awaited<ReturnType<typeof startHeadroom>>
type Person = ReturnType<Started['browser']>

/** Replaces the sites in Butlr's responses to some accounts. */
function changePlaces(
  { butlr }: Started,
  change: (sites: Site[], subject: string) => unknown,
  subjects: string[] = [gateway, restricted],
) {
  butlr.change = async (request, response) => {
    const subject = tokenSubject(request)
    if (!request.url.endsWith('/graphql') || !subjects.includes(subject)) return response
    const body: unknown = await response.json()
    const parsed = v.safeParse(Places, body)
    if (!parsed.success) return Response.json(body)
    return Response.json({
      data: { sites: { data: change(parsed.output.data.sites.data, subject) } },
    })
  }
}
const named = (sites: Site[], name: string) => sites.filter((site) => site.name === name)
const withoutRooms = (sites: Site[], ids: readonly string[]): Site[] =>
  sites.map((site) => ({
    ...site,
    buildings: site.buildings.map((building) => ({
      ...building,
      floors: building.floors.map((floor) => ({
        ...floor,
        rooms: floor.rooms.filter(({ id }) => !ids.includes(id)),
      })),
    })),
  }))
/** Returns the sites with an additional building in the site that the restricted account sees. */
const withForeignBuilding = (sites: Site[]): Site[] =>
  sites.map((site) =>
    site.name === 'Hudson'
      ? {
          ...site,
          buildings: [
            ...site.buildings,
            {
              id: 'building_2',
              floors: [
                { id: 'space_90', rooms: [{ id: 'room_90', name: 'Vault', tags: [] }], zones: [] },
              ],
            },
          ],
        }
      : site,
  )
const save = (person: Person, board: Board, rooms: BoardDraft['rooms'], change = {}) =>
  person.request('PUT', `/api/boards/${board.id}`, {
    revision: board.revision,
    draft: { ...boardDraft, ...change, rooms },
  })
const shownRooms = async (screen: Person) => {
  const { places } = await parseBody(DisplayBoardResponse, await screen.get('/api/display/board'))
  return places.sites.flatMap(({ buildings }) =>
    buildings.flatMap(({ floors }) => floors.flatMap(({ rooms }) => rooms.map(({ id }) => id))),
  )
}

test.each([
  ['sites', () => null],
  ['buildings', (sites: Site[]) => sites.map((site) => ({ ...site, buildings: null }))],
  [
    'floors',
    (sites: Site[]) =>
      sites.map(({ buildings, ...site }) => ({
        ...site,
        buildings: buildings.map((building) => ({ ...building, floors: null })),
      })),
  ],
  [
    'rooms',
    (sites: Site[]) =>
      sites.map(({ buildings, ...site }) => ({
        ...site,
        buildings: buildings.map(({ floors, ...building }) => ({
          ...building,
          floors: floors.map((floor) => ({ ...floor, rooms: null })),
        })),
      })),
  ],
])(
  'grants no access while Butlr sends the gateway account null instead of %s',
  async (_, spoil) => {
    for (const alsoForThePerson of [false, true]) {
      const started = await startHeadroom()
      changePlaces(started, (sites, subject) =>
        subject === gateway || alsoForThePerson ? spoil(sites) : sites,
      )
      const person = await started.signIn(singleSite)
      for (const rooms of [
        { kind: 'all' },
        { kind: 'site', id: started.site('Hudson') },
        { kind: 'building', id: 'building_2' },
        { kind: 'floor', id: 'space_90' },
        { kind: 'tag', id: 'tag_x' },
        { kind: 'rooms', ids: ['room_90'] },
      ] satisfies BoardDraft['rooms'][]) {
        const { status } = await addBoard(person, rooms)
        expect({ rooms, isRefused: [403, 503].includes(status) }).toEqual({
          rooms,
          isRefused: true,
        })
      }
      expect(await started.store.list('boards/')).toEqual([])
    }
  },
)

test('returns 503 for a new board of all rooms while the topology from Butlr is incomplete', async () => {
  const started = await startHeadroom()
  changePlaces(started, (sites) => sites.map((site) => ({ ...site, buildings: null })), [gateway])
  const demo = await started.signIn(demoCredentials)
  const refused = await addBoard(demo, { kind: 'all' })
  expect(refused.headers.get('Retry-After')).toBe('60')
  expect(await readError(refused)).toEqual({
    status: 503,
    code: 'access_unknown',
    message: expect.stringMatching(/^Butlr returned incomplete data for this location/),
  })
  // Individual rooms that the account sees can still be selected.
  expect((await addBoard(demo, { kind: 'rooms', ids: [started.room('Pine')] })).status).toBe(201)
})

test('keeps boards usable for an hour after the last complete topology', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  const board = await createBoard(demo, { kind: 'all' })
  changePlaces(started, (sites) => sites.map((site) => ({ ...site, buildings: null })), [gateway])
  started.clock.now += 20 * minute
  for (let times = 0; times < 2; times += 1) expect(await listBoardIds(demo)).toEqual([board.id])
  expect((await addBoard(demo, { kind: 'all' })).status).toBe(201)
  const person = await started.signIn(singleSite)
  expect((await addBoard(person, { kind: 'all' })).status).toBe(403)
  started.clock.now += 50 * minute
  for (let times = 0; times < 2; times += 1) await listBoardIds(demo)
  expect(await listBoardIds(demo)).toEqual([])
})

test('grants no access through the stand-in IDs of locations without an ID', async () => {
  const started = await startHeadroom()
  const stranger = `user|${otherOrganisation.username}`
  changePlaces(started, (sites) => sites.map((site) => ({ ...site, id: null, name: 'Site' })), [
    gateway,
    stranger,
  ])
  const person = await started.signIn(otherOrganisation)
  for (const ask of Object.values(protectedRequests(person, 'x', 'y'))) {
    expect([403, 503]).toContain((await ask()).status)
  }
})

test('removes rooms that no longer exist from a board when it is saved', async () => {
  const started = await startHeadroom()
  const person = await started.signIn(singleSite)
  const [queens, harlem] = [started.room('Queens'), started.room('Harlem')]
  const board = await createBoard(person, { kind: 'rooms', ids: [queens, harlem] })
  const only = await createBoard(person, { kind: 'rooms', ids: [harlem] })
  const { screen } = await pairDisplay(started, person, board.id)
  expect((await shownRooms(screen)).toSorted()).toEqual([queens, harlem].toSorted())

  changePlaces(started, (sites) => withoutRooms(sites, [harlem]))
  started.clock.now += 61 * minute
  expect(await listBoardIds(person)).toHaveLength(2)
  expect((await addBoard(person, board.rooms)).status).toBe(403)
  expect((await save(person, only, only.rooms)).status).toBe(403)
  const edited = await save(person, board, board.rooms, { name: 'Renamed' })
  expect(await parseBody(Board, edited)).toMatchObject({
    name: 'Renamed',
    rooms: { kind: 'rooms', ids: [queens] },
  })
  changePlaces(started, (sites, subject) =>
    subject === gateway ? sites : withoutRooms(sites, [harlem]),
  )
  started.clock.now += 61 * minute
  expect(await listBoardIds(person)).toEqual([board.id])
  await shownRooms(screen)
  expect(await shownRooms(screen)).toEqual([queens])
})

test('hides rooms that were missing when a board was assigned to a display, until a person who sees them assigns it again', async () => {
  const started = await startHeadroom()
  const { simulator, clock } = started
  const [person, demo] = [await started.signIn(singleSite), await started.signIn(demoCredentials)]
  const [queens, harlem] = [started.room('Queens'), started.room('Harlem')]
  const hidden = (sites: Site[], subject: string) =>
    subject === restricted ? withoutRooms(sites, [harlem]) : sites
  changePlaces(started, hidden)
  const board = await createBoard(demo, { kind: 'rooms', ids: [queens, harlem] })
  const place = await createBoard(demo, { kind: 'floor', id: started.floor('Annex ground floor') })
  const own = await createBoard(person, { kind: 'rooms', ids: [queens] })
  const moved = await pairDisplay(started, person, own.id)
  expect(await listBoardIds(person)).toEqual([own.id])

  changePlaces(started, (sites, subject) =>
    subject === gateway ? withoutRooms(named(sites, 'Hudson'), [harlem]) : hidden(sites, subject),
  )
  clock.now += 61 * minute
  const paired = await pairDisplay(started, person, board.id)
  expect((await protectedRequests(person, board.id, moved.display.id).move()).status).toBe(200)
  // If the location reappears, it may contain any rooms.
  expect((await pairScreen(started, demo, place.id)).response.status).toBe(403)
  expect((await protectedRequests(demo, place.id, moved.display.id).move()).status).toBe(403)

  changePlaces(started, hidden)
  clock.now += 61 * minute
  expect(await listBoardIds(person)).toEqual([own.id])
  const fromDemo = await pairDisplay(started, demo, board.id)
  await shownRooms(paired.screen)
  for (const screen of [paired.screen, moved.screen])
    expect(await shownRooms(screen)).toEqual([queens])
  expect((await shownRooms(fromDemo.screen)).toSorted()).toEqual([queens, harlem].toSorted())
  // Without any topology, the stored IDs alone determine the rooms on the board.
  simulator.faults.set('graphql', { kind: 'status', status: 500 })
  clock.now += 25 * 60 * minute
  const readings = await paired.screen.get('/api/display/readings')
  expect(readings.status).toBe(200)
  expect(await readings.text()).not.toContain(harlem)
  // A person who sees the room can assign the board to the display.
  simulator.faults.clear()
  clock.now += minute
  const again = await started.signIn(demoCredentials)
  expect((await protectedRequests(again, board.id, moved.display.id).move()).status).toBe(200)
  expect((await shownRooms(moved.screen)).toSorted()).toEqual([queens, harlem].toSorted())
})

test('rejects locations that the gateway account does not see', async () => {
  const started = await startHeadroom()
  changePlaces(started, withForeignBuilding, [restricted])
  const person = await started.signIn(singleSite)
  expect((await addBoard(person, { kind: 'building', id: 'building_2' })).status).toBe(403)
  expect((await addBoard(person, { kind: 'floor', id: 'space_90' })).status).toBe(403)
})

test('neither returns nor stores short names of rooms that the account does not see', async () => {
  const started = await startHeadroom()
  const { room, floor, signIn } = started
  const [person, demo] = [await signIn(singleSite), await signIn(demoCredentials)]
  const rooms: BoardDraft['rooms'] = { kind: 'floor', id: floor('Hudson floor') }
  const shortNames = { [room('Queens')]: 'Q', [room('Pine')]: 'Secret' }
  const made = await parseBody(Board, await addBoard(demo, rooms, { shortNames }))
  const namesFor = async (one: Person) =>
    (await parseBody(BoardsResponse, await one.get('/api/boards'))).boards.map(
      (board) => board.shortNames,
    )
  expect(await namesFor(demo)).toEqual([shortNames])
  expect(await namesFor(person)).toEqual([{ [room('Queens')]: 'Q' }])
  const answer = await save(person, made, rooms, { shortNames: { [room('Pine')]: 'Mine' } })
  expect(await parseBody(Board, answer)).toMatchObject({ shortNames: {} })
  expect(await namesFor(demo)).toEqual([{}])
})

test.each([
  ['of this version', (board: object) => board],
  ['of an earlier version', ({ origin: _origin, ...board }: { origin?: unknown }) => board],
])(
  'hides boards %s from accounts that cannot see the boards’ site after the gateway account loses access to it',
  async (_, rewrite) => {
    const started = await startHeadroom()
    const { store, clock } = started
    const [person, demo] = [await started.signIn(singleSite), await started.signIn(demoCredentials)]
    const [queens, pine] = [started.room('Queens'), started.room('Pine')]
    const boards = [
      await createBoard(demo, { kind: 'rooms', ids: [pine] }),
      await createBoard(demo, { kind: 'floor', id: started.floor('Annex ground floor') }),
      await createBoard(demo, { kind: 'site', id: started.site('Northgate') }),
    ]
    const own = await createBoard(person, { kind: 'rooms', ids: [queens] })
    const { display } = await pairDisplay(started, demo, boards[0]?.id ?? '')
    for (const [key, value] of await store.list('boards/')) {
      const stored: object = JSON.parse(value)
      await store.put(key, { value: JSON.stringify(rewrite(stored)), untilMs: null })
    }

    changePlaces(started, (sites, subject) =>
      subject === gateway ? named(sites, 'Hudson') : sites,
    )
    clock.now += 61 * minute
    expect(await listBoardIds(person)).toEqual([own.id])
    expect(await listDisplayIds(person)).toEqual([])
    for (const { id } of boards) {
      const requests = protectedRequests(person, id, display.id)
      for (const request of [requests.edit, requests.delete, requests.revoke])
        expect((await request()).status).toBe(404)
      expect((await pairScreen(started, person, id)).response.status).toBe(404)
    }
    const activity = await (await person.get('/api/displays/activity')).text()
    for (const { id } of boards) expect(activity).not.toContain(id)
    expect(activity).not.toContain(display.name)
    // People who see the site still see the boards and displays.
    expect(await listBoardIds(demo)).toHaveLength(4)
    expect(await listDisplayIds(demo)).toEqual([display.id])
  },
)

test('keeps a board with deleted rooms usable for accounts that see its sites', async () => {
  const started = await startHeadroom()
  const [person, demo] = [await started.signIn(singleSite), await started.signIn(demoCredentials)]
  const harlem = started.room('Harlem')
  const board = await createBoard(demo, { kind: 'rooms', ids: [harlem] })
  changePlaces(started, (sites) => withoutRooms(sites, [harlem]), [
    gateway,
    restricted,
    `user|${demoCredentials.username}`,
  ])
  started.clock.now += 61 * minute
  for (const one of [person, demo]) expect(await listBoardIds(one)).toEqual([board.id])
  expect((await protectedRequests(person, board.id, '').delete()).status).toBe(204)
})
