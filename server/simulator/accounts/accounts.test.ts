import * as v from 'valibot'
import { expect, test } from 'vitest'
import { testAccounts, type Account, demoCredentials } from './accounts.ts'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { createTestClient, tuesdayMorning, tutorialRequest } from '#server/simulator/test-client.ts'

type Credentials = Pick<Account, 'username' | 'password' | 'clientId' | 'clientSecret'>
const Login = v.object({ access_token: v.string() })
const Named = v.object({ id: v.string(), name: v.string() })
const Places = v.object({
  data: v.object({
    sites: v.object({ data: v.array(Named) }),
    rooms: v.object({ data: v.array(Named) }),
    sensors: v.object({ data: v.array(v.object({ room_id: v.nullable(v.string()) })) }),
    tags: v.array(v.object({ ...Named.entries, rooms: v.array(Named) })),
  }),
})
const Report = v.object({ data: v.record(v.string(), v.unknown()) })

const query =
  '{ sites { data { id name } } rooms { data { id name } } sensors { data { room_id } } tags { id name rooms { id name } } }'

function start(seed = 'headroom') {
  const simulator = createSimulator({ seed, now: () => tuesdayMorning })
  const { send } = createTestClient(simulator)
  async function signIn({ username, password, clientId, clientSecret }: Credentials) {
    const person = await send('/api/v2/login', JSON.stringify({ username, password }))
    const login = {
      client_id: clientId,
      client_secret: clientSecret,
      audience: 'https://butlrauth/',
      grant_type: 'client_credentials',
    }
    const client = await send('/api/v2/clients/login', JSON.stringify(login))
    const tokens = [v.parse(Login, await person.json()), v.parse(Login, await client.json())]
    const post = (path: string, body: unknown, token = tokens[0]) =>
      send(path, typeof body === 'string' ? body : JSON.stringify(body), {
        Authorization: `Bearer ${token?.access_token}`,
      })
    const places = async (token = tokens[0]) =>
      v.parse(Places, await (await post('/api/v3/graphql', { query }, token)).json()).data
    const report = async (filter: object = {}, token = tokens[0]) => {
      const tutorial = v.parse(
        v.looseObject({ filter: v.looseObject({}) }),
        JSON.parse(tutorialRequest),
      )
      const body = { ...tutorial, filter: { ...tutorial.filter, ...filter } }
      return v.parse(Report, await (await post('/api/v3/reporting', body, token)).json()).data
    }
    return { tokens, post, places, report }
  }
  return { simulator, signIn }
}
const idsOf = (things: { id: string }[]) => new Set(things.map(({ id }) => id))

test('returns no location, tag or report of the demo account to an account of another organisation', async () => {
  const { signIn } = start()
  const demo = await signIn(demoCredentials)
  const other = await signIn(testAccounts.otherOrganisation)
  const [ours, theirs] = [await demo.places(), await other.places()]
  expect(theirs.sites.data).toMatchObject([{ name: 'Southbank' }])
  const shared = (list: (places: typeof ours) => { id: string }[]) =>
    [...idsOf(list(theirs))].filter((id) => idsOf(list(ours)).has(id))
  expect(shared(({ sites }) => sites.data)).toEqual([])
  expect(shared(({ rooms }) => rooms.data)).toEqual([])
  expect(shared(({ tags }) => tags)).toEqual([])
  // An unassigned test device is reported without a room ID.
  const reported = Object.keys(await other.report()).filter((id) => id !== '')
  expect(reported.length).toBeGreaterThan(2)
  expect([...idsOf(theirs.rooms.data)]).toEqual(expect.arrayContaining(reported))
})

test('hides other sites from a single-site account, including rooms that are reachable through tags', async () => {
  const { signIn } = start()
  const { places, report } = await signIn(testAccounts.singleSite)
  const { sites, rooms, sensors, tags } = await places()
  expect(sites.data).toMatchObject([{ name: 'Hudson' }])
  expect(rooms.data).toHaveLength(5)
  const ids = idsOf(rooms.data)
  expect(sensors.data.every(({ room_id: id }) => id === null || ids.has(id))).toBe(true)
  expect(tags.map(({ name }) => name).toSorted()).toEqual(['Bookable', 'Quiet'])
  expect(tags.flatMap((tag) => tag.rooms).every(({ id }) => ids.has(id))).toBe(true)
  expect([...ids]).toEqual(expect.arrayContaining(Object.keys(await report())))
})

test('returns no reports or statistics for IDs outside the account’s site', async () => {
  const { simulator, signIn } = start()
  const { post, report } = await signIn(testAccounts.singleSite)
  const [room] = simulator.topology.rooms
  const [tag] = simulator.topology.tags
  expect(await report({ rooms: { eq: [room?.id] } })).toEqual({})
  expect(await report({ spaces: { eq: [room?.floor.id] } })).toEqual({})
  expect(await report({ sensors: { eq: [room?.sensors[0]?.mac] } })).toEqual({})
  expect(Object.keys(await report({ tags: { eq: [tag?.id] } })).length).toBeLessThan(5)
  const stats = await post('/api/v4/reporting/stats', {
    measurements: ['occupancy_avg_presence'],
    items: [room?.id],
    start: '2026-11-23',
    stop: '2026-11-24',
  })
  expect(await stats.json()).toEqual({ data: {} })
})

test('returns reports to an account without topology access', async () => {
  const { signIn } = start()
  const { post, report, tokens } = await signIn(testAccounts.reportsOnly)
  for (const token of tokens) {
    expect((await post('/api/v3/graphql', { query }, token)).status).toBe(403)
    expect(Object.keys(await report({}, token)).length).toBeGreaterThan(30)
  }
})

test('returns the same data to the user and the API client of an account', async () => {
  const { signIn } = start()
  const { places, tokens } = await signIn(testAccounts.otherOrganisation)
  expect(await places(tokens[1])).toEqual(await places(tokens[0]))
})
