import {
  answerQuestion,
  formatCount,
  day,
  hour,
  minute,
  noSample,
  describeOutcome,
  requestReport,
  formatRfc3339,
  formatBytes,
  type Check,
  type CheckContext,
  type Finding,
} from './check.ts'
import { asFields, readLeaves, type UpstreamResponse } from './upstream-client.ts'

/** Checks presence grouped by time: accepted orders, time labels, unaligned starts, days in a time zone, and lag. */
export const timeCheck: Check = {
  title: 'Presence grouped by time',
  questions: [checkOrders, checkTimeLabels, checkUnalignedStart, checkZonedDays, checkLag],
}

/** Checks ranges and resolutions, a report of all sensors, other keys and measurements, and pagination. */
export const rangeCheck: Check = {
  title: 'Ranges',
  questions: [
    checkRanges,
    checkAllSensors,
    checkGroupKeys,
    checkOtherMeasurements,
    checkPagination,
  ],
}

async function checkOrders({ upstream, sample }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const order of [
    ['time'],
    ['room_id', 'time'],
    ['mac_address', 'time'],
    ['room_id', 'mac_address', 'time'],
  ]) {
    findings.push(
      await answerQuestion(`group_by.order ${order.join(', ')}`, async () => {
        if (sample === null) return noSample
        const filter = { rooms: { eq: [sample.roomId] } }
        const exchange = await requestReport(upstream, { order, start: '-20m', filter })
        const { length } = readLeaves(exchange, order.length)
        return `${describeOutcome(exchange)}, ${length} ${length === 1 ? 'leaf' : 'leaves'}`
      }),
    )
  }
  return findings
}

function checkTimeLabels({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('Time label of a window (start or end)', async () => {
    if (sample === null) return noSample
    const to = Math.floor((upstream.now() - 20 * minute) / minute) * minute
    const from = to - 60 * minute
    const exchange = await postTimedReport(upstream, sample.roomId, from, to, '1m')
    const times = windowTimes(exchange)
    const [first, last] = [times[0], times.at(-1)]
    if (first === undefined || last === undefined) return `no data (${describeOutcome(exchange)})`
    const keys = readLeaves(exchange, 2).map(({ keys: [, key = ''] }) => key)
    const format = keys.every((key) => key.endsWith('Z')) ? 'with Z' : 'not all with Z'
    const sorted = keys.join() === keys.toSorted().join() ? 'sorted' : 'not sorted'
    const asStart = first >= from && last < to
    const asEnd = first > from && last <= to
    const meaning =
      asStart === asEnd ? 'undetermined: neither edge has data' : asStart ? 'start' : 'end'
    return `${meaning} (${formatCount(times.length, 'window')}, keys ${format}, ${sorted})`
  })
}

function checkUnalignedStart({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('Windows with a start that is not a whole minute', async () => {
    if (sample === null) return noSample
    const to = Math.floor((upstream.now() - 20 * minute) / minute) * minute + 17_000
    const exchange = await postTimedReport(upstream, sample.roomId, to - 30 * minute, to, '1m')
    const seconds = new Set(windowTimes(exchange).map((at) => (at % minute) / 1_000))
    return `${describeOutcome(exchange)}, labels at second ${[...seconds].slice(0, 4).join(', ') || 'none'}`
  })
}

function checkZonedDays({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('Days of window.timezone Asia/Kolkata (UTC+5:30)', async () => {
    if (sample === null) return noSample
    const now = upstream.now()
    const timezone = 'Asia/Kolkata'
    const exchange = await postTimedReport(upstream, sample.roomId, now - 5 * day, now, '1d', {
      timezone,
    })
    const clock = new Set(windowTimes(exchange).map((at) => formatRfc3339(at).slice(11, 16)))
    return `${describeOutcome(exchange)}, labels at ${[...clock].slice(0, 4).join(', ') || 'none'} UTC (18:30 is midnight there)`
  })
}

function checkLag({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('Newest minute with data of a sensor', async () => {
    if (sample === null) return noSample
    const now = upstream.now()
    const exchange = await postTimedReport(upstream, sample.roomId, now - 15 * minute, now, '1m')
    const newest = windowTimes(exchange).at(-1)
    if (newest === undefined) return `no data (${describeOutcome(exchange)})`
    return `${Math.round((now - newest) / 1_000)} s before the request`
  })
}

const rangeSteps = [
  { every: '1s', spans: [hour, day] },
  { every: '1m', spans: [hour, day, 2 * day, 7 * day, 31 * day] },
  { every: '1h', spans: [31 * day, 400 * day] },
  { every: '1d', spans: [400 * day, 1_200 * day] },
]

async function checkRanges({ upstream, sample }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { every, spans } of rangeSteps) {
    for (const span of spans) {
      const spanLabel =
        span < day ? formatCount(span / hour, 'hour') : formatCount(span / day, 'day')
      const finding = await answerQuestion(
        `One room, windows of ${every} over ${spanLabel}`,
        async () => {
          if (sample === null) return noSample
          const to = Math.floor((upstream.now() - hour) / hour) * hour
          const exchange = await postTimedReport(upstream, sample.roomId, to - span, to, every)
          const times = windowTimes(exchange)
          const oldest = times[0]
          const age =
            oldest === undefined ? '' : `, oldest ${((to - oldest) / day).toFixed(1)} days`
          return `${describeOutcome(exchange)}, ${formatCount(times.length, 'window')}${age}, ${formatBytes(exchange.bytes)}`
        },
      )
      findings.push(finding)
      if (!finding.answer.startsWith('accepted')) break
    }
  }
  return findings
}

function checkAllSensors({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('All sensors in one-minute windows over one hour', async () => {
    const to = Math.floor((upstream.now() - hour) / hour) * hour
    const order = ['mac_address', 'time']
    const span = { start: formatRfc3339(to - hour), stop: formatRfc3339(to) }
    const exchange = await requestReport(upstream, { order, ...span, reduce: 'last' })
    return `${describeOutcome(exchange)}, ${formatBytes(exchange.bytes)}, so about ${formatBytes(exchange.bytes * 24)} a day`
  })
}

function checkGroupKeys({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Other keys of group_by.order', async () => {
    const answers: string[] = []
    for (const key of ['space_id', 'building_id', 'zone_id', 'sensor_id']) {
      const exchange = await requestReport(upstream, { order: [key], start: '-2m' })
      answers.push(`${key}: ${describeOutcome(exchange)}, ${readLeaves(exchange, 1).length}`)
    }
    return answers.join('; ')
  })
}

function checkOtherMeasurements({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('room_occupancy, grouped by room', async () => {
    const filter = { measurements: ['room_occupancy'] }
    const options = { order: ['room_id'], start: '-10m', reduce: 'median', filter }
    const exchange = await requestReport(upstream, options)
    return `${describeOutcome(exchange)}, ${formatCount(readLeaves(exchange, 1).length, 'room')}`
  })
}

function checkPagination({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Paginated report without group_by', async () => {
    const more = { paginate: { page: 1, limit: 5 } }
    const exchange = await requestReport(upstream, { start: '-10m', more })
    const { data } = asFields(exchange.json)
    const rows = Array.isArray(data) ? formatCount(data.length, 'row') : 'not a list'
    return `${describeOutcome(exchange)}, ${rows} (5 requested)`
  })
}

function postTimedReport(
  upstream: CheckContext['upstream'],
  roomId: string,
  from: number,
  to: number,
  every: string,
  window: Record<string, unknown> = {},
): Promise<UpstreamResponse> {
  const span = { start: formatRfc3339(from), stop: formatRfc3339(to), every }
  const filter = { rooms: { eq: [roomId] } }
  return requestReport(upstream, { order: ['room_id', 'time'], ...span, window, filter })
}

/**
 * Returns the sorted window labels of a report by room and time, in Unix milliseconds. A label without a zone is UTC.
 */
function windowTimes(exchange: UpstreamResponse): number[] {
  return readLeaves(exchange, 2)
    .map(({ keys: [, key = ''] }) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(key) ? key : `${key}Z`))
    .filter((at) => !Number.isNaN(at))
    .toSorted((a, b) => a - b)
}
