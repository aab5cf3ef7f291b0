import {
  ask,
  counted,
  graphql,
  graphqlErrors,
  outcomeOf,
  type Check,
  type CheckContext,
  type Finding,
} from './check.ts'
import { fieldsOf, type Exchange } from './upstream-client.ts'

/** What the account may read, and how the schema behaves where clients and documents disagree. */
export const topologyCheck: Check = {
  title: 'Topology (GraphQL)',
  run: async (context) => [
    ...(await rights(context)),
    await camelCaseIds(context),
    await sensorFilter(context),
    await idTypes(context),
    await heartbeatUnit(context),
    await introspection(context),
  ],
}

const lists = {
  sites: 'id org_id timezone',
  buildings: 'id',
  floors: 'id',
  rooms: 'id capacity { max mid } coordinates',
  zones: 'id room_id',
  sensors: 'id mode is_online',
  hives: 'id isOnline',
}

async function rights({ upstream }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, fields] of Object.entries(lists)) {
    findings.push(
      await ask(`Right to read ${name}`, async () => {
        const query = `{ ${name} { data { ${fields} } } }`
        const exchange = await upstream.post(graphql, { query })
        return `${describe(exchange)}${details(name, itemsOf(exchange, name))}`
      }),
    )
  }
  findings.push(
    await ask('Right to read tags (a plain list)', async () => {
      const exchange = await upstream.post(graphql, { query: '{ tags { id } }' })
      const { tags } = fieldsOf(fieldsOf(exchange.json)['data'])
      return `${describe(exchange)}, ${Array.isArray(tags) ? counted(tags.length, 'tag') : 'not a list'}`
    }),
  )
  return findings
}

function details(name: string, items: Record<string, unknown>[] | null): string {
  if (items === null) return ', no list'
  const of = (test: (item: Record<string, unknown>) => boolean) => items.filter(test).length
  const total = `, ${items.length} in all`
  if (name === 'sites') {
    const organisations = new Set(items.map((site) => site['org_id']))
    const unset = of((site) => typeof site['timezone'] !== 'string')
    return `${total}, ${counted(organisations.size, 'organisation')}, ${unset} without a time zone`
  }
  if (name === 'rooms') {
    const sized = of((room) => Number(fieldsOf(room['capacity'])['max'] ?? 0) > 0)
    const drawn = of((room) => Array.isArray(room['coordinates']))
    return `${total}, ${sized} with a capacity, ${drawn} with an outline`
  }
  if (name === 'sensors') {
    const presence = of((sensor) => sensor['mode'] === 'presence')
    return `${total}, ${presence} of mode presence, ${of((sensor) => sensor['is_online'] === true)} online`
  }
  return total
}

function camelCaseIds({ upstream }: CheckContext): Promise<Finding> {
  return ask('roomID of a sensor without a room', async () => {
    const exchange = await upstream.post(graphql, { query: '{ sensors { data { id roomID } } }' })
    return describe(exchange)
  })
}

function sensorFilter({ upstream }: CheckContext): Promise<Finding> {
  return ask('sensors(room_ids) of a room that does not exist', async () => {
    const query = 'query ($ids: [String!]) { sensors(room_ids: $ids) { data { id } } }'
    const exchange = await upstream.post(graphql, { query, variables: { ids: ['room_none'] } })
    const count = itemsOf(exchange, 'sensors')?.length
    if (count === undefined) return describe(exchange)
    return count === 0 ? 'filtered: none' : `ignored: ${counted(count, 'sensor')}`
  })
}

function idTypes({ upstream }: CheckContext): Promise<Finding> {
  return ask('Type of the argument id of one room', async () => {
    const taken: string[] = []
    for (const type of ['ID!', 'String!']) {
      const query = `query ($id: ${type}) { room(id: $id) { id } }`
      const exchange = await upstream.post(graphql, { query, variables: { id: 'room_none' } })
      // An unknown id may be an error too; an argument of the wrong type is refused before it is looked up.
      taken.push(`${type} ${describe(exchange)}`)
    }
    return taken.join('; ')
  })
}

function heartbeatUnit({ upstream }: CheckContext): Promise<Finding> {
  return ask('Unit of last_heartbeat', async () => {
    const query = '{ sensors { data { last_heartbeat } } }'
    const exchange = await upstream.post(graphql, { query })
    const beats = (itemsOf(exchange, 'sensors') ?? []).map((one) => one['last_heartbeat'])
    const numbers = beats.filter((beat) => typeof beat === 'number')
    const inSeconds = numbers.filter((beat) => beat > 1e9 && beat < 1e10).length
    const inMilliseconds = numbers.filter((beat) => beat > 1e12 && beat < 1e13).length
    const rest = beats.length - inSeconds - inMilliseconds
    return `seconds ${inSeconds}, milliseconds ${inMilliseconds}, null or other ${rest}`
  })
}

function introspection({ upstream }: CheckContext): Promise<Finding> {
  return ask('Introspection', async () => {
    const query = '{ __schema { queryType { name } } }'
    return describe(await upstream.post(graphql, { query }))
  })
}

function describe(exchange: Exchange): string {
  const codes = graphqlErrors(exchange)
  const hasData = Object.values(fieldsOf(fieldsOf(exchange.json)['data'])).some(
    (value) => value !== null,
  )
  const errors = codes.length === 0 ? '' : ` with errors (${codes.join(', ')})`
  const data = codes.length > 0 && !hasData ? ', no data' : ''
  return `${outcomeOf(exchange)}${errors}${data}`
}

function itemsOf({ json }: Exchange, name: string): Record<string, unknown>[] | null {
  const list = fieldsOf(fieldsOf(fieldsOf(json)['data'])[name])['data']
  return Array.isArray(list) ? list.map(fieldsOf) : null
}
