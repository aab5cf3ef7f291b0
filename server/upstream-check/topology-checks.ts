import {
  answerQuestion,
  formatCount,
  graphqlPath,
  graphqlErrorCodes,
  describeOutcome,
  describeStatus,
  type Check,
  type CheckContext,
  type Finding,
} from './check.ts'
import { asFields, type UpstreamResponse } from './upstream-client.ts'

/** Checks the account's read access, and behaviour of the schema on which clients and documentation disagree. */
export const topologyCheck: Check = {
  title: 'Topology (GraphQL)',
  questions: [
    checkReadRights,
    checkCamelCaseIds,
    checkSensorFilter,
    checkIdTypes,
    checkHeartbeatUnit,
    checkIntrospection,
  ],
}

const listQueries = {
  sites: 'id org_id timezone',
  buildings: 'id',
  floors: 'id',
  rooms: 'id capacity { max mid } coordinates',
  zones: 'id room_id',
  sensors: 'id mode is_online',
  hives: 'id isOnline',
}

async function checkReadRights({ upstream }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [name, fields] of Object.entries(listQueries)) {
    findings.push(
      await answerQuestion(`Read access to ${name}`, async () => {
        const query = `{ ${name} { data { ${fields} } } }`
        const exchange = await upstream.post(graphqlPath, { query })
        return `${describeResponse(exchange)}${describeItems(name, readItems(exchange, name))}`
      }),
    )
  }
  findings.push(
    await answerQuestion('Read access to tags (plain list)', async () => {
      const exchange = await upstream.post(graphqlPath, { query: '{ tags { id } }' })
      const { tags } = asFields(asFields(exchange.json)['data'])
      return `${describeResponse(exchange)}, ${Array.isArray(tags) ? formatCount(tags.length, 'tag') : 'not a list'}`
    }),
  )
  return findings
}

function describeItems(name: string, items: Record<string, unknown>[] | null): string {
  if (items === null) return ', no list'
  const countWhere = (test: (item: Record<string, unknown>) => boolean) => items.filter(test).length
  const total = `, ${items.length} in total`
  if (name === 'sites') {
    const organisations = new Set(items.map((site) => site['org_id']))
    const unset = countWhere((site) => typeof site['timezone'] !== 'string')
    return `${total}, ${formatCount(organisations.size, 'organisation')}, ${unset} without a time zone`
  }
  if (name === 'rooms') {
    const sized = countWhere((room) => Number(asFields(room['capacity'])['max'] ?? 0) > 0)
    const drawn = countWhere((room) => Array.isArray(room['coordinates']))
    return `${total}, ${sized} with a capacity, ${drawn} with an outline`
  }
  if (name === 'sensors') {
    const presence = countWhere((sensor) => sensor['mode'] === 'presence')
    return `${total}, ${presence} with mode presence, ${countWhere((sensor) => sensor['is_online'] === true)} online`
  }
  return total
}

function checkCamelCaseIds({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('roomID of a sensor without a room', async () => {
    const exchange = await upstream.post(graphqlPath, {
      query: '{ sensors { data { id roomID } } }',
    })
    return describeResponse(exchange)
  })
}

function checkSensorFilter({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('sensors(room_ids) with an unknown room id', async () => {
    const query = 'query ($ids: [String!]) { sensors(room_ids: $ids) { data { id } } }'
    const exchange = await upstream.post(graphqlPath, { query, variables: { ids: ['room_none'] } })
    const count = readItems(exchange, 'sensors')?.length
    if (count === undefined) return describeResponse(exchange)
    return count === 0 ? 'filtered: none' : `ignored: ${formatCount(count, 'sensor')}`
  })
}

function checkIdTypes({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Argument type of room(id)', async () => {
    const taken: string[] = []
    for (const type of ['ID!', 'String!']) {
      const query = `query ($id: ${type}) { room(id: $id) { id } }`
      const exchange = await upstream.post(graphqlPath, { query, variables: { id: 'room_none' } })
      // The API may also reject the ID because it is unknown, but it validates the type of the argument first.
      taken.push(`${type} ${describeResponse(exchange)}`)
    }
    return taken.join('; ')
  })
}

function checkHeartbeatUnit({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Unit of last_heartbeat', async () => {
    const query = '{ sensors { data { last_heartbeat } } }'
    const exchange = await upstream.post(graphqlPath, { query })
    const beats = (readItems(exchange, 'sensors') ?? []).map((one) => one['last_heartbeat'])
    const numbers = beats.filter((beat) => typeof beat === 'number')
    const inSeconds = numbers.filter((beat) => beat > 1e9 && beat < 1e10).length
    const inMilliseconds = numbers.filter((beat) => beat > 1e12 && beat < 1e13).length
    const rest = beats.length - inSeconds - inMilliseconds
    return `seconds ${inSeconds}, milliseconds ${inMilliseconds}, null or other ${rest}`
  })
}

function checkIntrospection({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Introspection', async () => {
    const query = '{ __schema { queryType { name } } }'
    return describeResponse(await upstream.post(graphqlPath, { query }))
  })
}

function describeResponse(exchange: UpstreamResponse): string {
  const codes = graphqlErrorCodes(exchange)
  if (codes.length === 0) return describeOutcome(exchange)
  const hasData = Object.values(asFields(asFields(exchange.json)['data'])).some(
    (value) => value !== null,
  )
  const errors = ` with errors (${codes.join(', ')})`
  return `${describeStatus(exchange)}${errors}${hasData ? '' : ', no data'}`
}

function readItems({ json }: UpstreamResponse, name: string): Record<string, unknown>[] | null {
  const list = asFields(asFields(asFields(json)['data'])[name])['data']
  return Array.isArray(list) ? list.map(asFields) : null
}
