import {
  answerQuestion,
  describeOutcome,
  formatCount,
  formatRfc3339,
  graphqlPath,
  minute,
  noSample,
  requestReport,
  type Check,
  type CheckContext,
  type Finding,
} from './check.ts'
import { asFields, readLeaves, readMetric, type UpstreamResponse } from './upstream-client.ts'

/** Checks the filters of reports: limits on values, and selection by IDs other than room IDs. */
export const filterCheck: Check = {
  title: 'Filters',
  questions: [checkUpperLimit, checkKnownBuilding, checkUnknownIds],
}

/** Checks `lte`, with which charts and peaks exclude implausible counts. */
function checkUpperLimit({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('filter.value.lte below the largest count of a sensor', async () => {
    if (sample === null) return noSample
    const start = formatRfc3339(upstream.now() - 120 * minute)
    const request = (value: Record<string, number>) =>
      requestReport(upstream, {
        order: ['mac_address'],
        start,
        filter: { rooms: { eq: [sample.roomId] }, value },
      })
    const largest = (exchange: UpstreamResponse) =>
      Math.max(
        0,
        ...readLeaves(exchange, 1)
          .filter(({ keys }) => keys[0] === sample.mac)
          .map((leaf) => readMetric(leaf, 'max') ?? 0),
      )
    const most = largest(await request({ gte: 0 }))
    if (most === 0) return noSample
    const limit = most - 1
    const exchange = await request({ gte: 0, lte: limit })
    const outcome = describeOutcome(exchange, 1)
    if (outcome !== 'accepted') return outcome
    return `${outcome} and ${largest(exchange) <= limit ? 'applied' : 'ignored'}: largest count ${largest(exchange)}, limit ${limit}`
  })
}

/** Checks `buildings`, with which the analysis of sensors requests the buildings in one time zone. */
function checkKnownBuilding({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('filter.buildings with each building', async () => {
    const list = await upstream.post(graphqlPath, { query: '{ buildings { data { id } } }' })
    const { data } = asFields(asFields(asFields(list.json)['data'])['buildings'])
    const ids = (Array.isArray(data) ? data : []).flatMap((item: unknown) => {
      const { id } = asFields(item)
      return typeof id === 'string' ? [id] : []
    })
    if (ids.length === 0) return 'not checked: no buildings'
    const all = await requestRooms(upstream, {})
    const counts: number[] = []
    for (const id of ids.slice(0, 4)) {
      const exchange = await requestRooms(upstream, { buildings: { eq: [id] } })
      const outcome = describeOutcome(exchange, 1)
      if (outcome !== 'accepted') return outcome
      counts.push(countRooms(exchange))
    }
    return `accepted: ${counts.join(', ')} of ${formatCount(countRooms(all), 'room')}`
  })
}

/** Checks whether filters apply: a filter that is ignored returns all rooms, even for an ID that does not exist. */
function checkUnknownIds({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Filters with an unknown ID', async () => {
    const total = countRooms(await requestRooms(upstream, {}))
    const answers: string[] = []
    for (const key of ['rooms', 'spaces', 'buildings', 'zones', 'tags', 'sensors']) {
      const exchange = await requestRooms(upstream, { [key]: { eq: ['unknown_none'] } })
      const count = countRooms(exchange)
      const effect = total > 0 && count === total ? 'ignored' : formatCount(count, 'room')
      answers.push(`${key}: ${describeOutcome(exchange, 1)}, ${effect}`)
    }
    return answers.join('; ')
  })
}

function requestRooms(
  upstream: CheckContext['upstream'],
  filter: Record<string, unknown>,
): Promise<UpstreamResponse> {
  const start = formatRfc3339(upstream.now() - 20 * minute)
  return requestReport(upstream, { order: ['room_id'], start, filter })
}

function countRooms(exchange: UpstreamResponse): number {
  return readLeaves(exchange, 1).length
}
