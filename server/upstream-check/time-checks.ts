import {
  ask,
  counted,
  day,
  hour,
  minute,
  outcomeOf,
  presenceReport,
  reporting,
  rfc3339,
  sizeOf,
  type Check,
  type CheckContext,
  type Finding,
} from './check.ts'
import { fieldsOf, leavesOf, type Exchange } from './upstream-client.ts'

const noSample = 'not checked: there is no sensor to ask about'

/** Presence grouped by time: which orders are accepted, what a time label means, and how late data is. */
export const timeCheck: Check = {
  title: 'Presence grouped by time',
  run: async (context) => [
    ...(await orders(context)),
    await labels(context),
    await unalignedStart(context),
    await zonedDays(context),
    await lag(context),
  ],
}

/** How far back and how finely the API answers. */
export const rangeCheck: Check = {
  title: 'Ranges',
  run: async (context) => [
    ...(await ranges(context)),
    await wholeEstate(context),
    await groupKeys(context),
    await otherMeasurements(context),
    await pagination(context),
  ],
}

async function orders({ upstream, sample }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const order of [
    ['time'],
    ['room_id', 'time'],
    ['mac_address', 'time'],
    ['room_id', 'mac_address', 'time'],
  ]) {
    findings.push(
      await ask(`Order ${order.join(', ')}`, async () => {
        if (sample === null) return noSample
        const filter = { rooms: { eq: [sample.roomId] } }
        const exchange = await upstream.post(
          reporting,
          presenceReport({ order, start: '-20m', filter }),
        )
        const { length } = leavesOf(exchange, order.length)
        return `${outcomeOf(exchange)}, ${length} ${length === 1 ? 'leaf' : 'leaves'}`
      }),
    )
  }
  return findings
}

function labels({ upstream, sample }: CheckContext): Promise<Finding> {
  return ask('Time label of a window (start or end)', async () => {
    if (sample === null) return noSample
    const to = Math.floor((upstream.now() - 20 * minute) / minute) * minute
    const from = to - 60 * minute
    const exchange = await timed(upstream, sample.roomId, from, to, '1m')
    const times = timesOf(exchange)
    const [first, last] = [times[0], times.at(-1)]
    if (first === undefined || last === undefined) return `no data (${outcomeOf(exchange)})`
    const keys = leavesOf(exchange, 2).map(({ keys: [, key = ''] }) => key)
    const format = keys.every((key) => key.endsWith('Z')) ? 'with Z' : 'not all with Z'
    const sorted = keys.join() === keys.toSorted().join() ? 'sorted' : 'not sorted'
    const asStart = first >= from && last < to
    const asEnd = first > from && last <= to
    const meaning =
      asStart === asEnd ? 'undecided: neither edge has data' : asStart ? 'start' : 'end'
    return `${meaning} (${counted(times.length, 'window')}, keys ${format}, ${sorted})`
  })
}

function unalignedStart({ upstream, sample }: CheckContext): Promise<Finding> {
  return ask('Windows when the start is not a full minute', async () => {
    if (sample === null) return noSample
    const to = Math.floor((upstream.now() - 20 * minute) / minute) * minute + 17_000
    const exchange = await timed(upstream, sample.roomId, to - 30 * minute, to, '1m')
    const seconds = new Set(timesOf(exchange).map((at) => (at % minute) / 1_000))
    return `${outcomeOf(exchange)}, labels at second ${[...seconds].slice(0, 4).join(', ') || 'none'}`
  })
}

function zonedDays({ upstream, sample }: CheckContext): Promise<Finding> {
  return ask('Days of window.timezone Asia/Kolkata (UTC+5:30)', async () => {
    if (sample === null) return noSample
    const now = upstream.now()
    const timezone = 'Asia/Kolkata'
    const exchange = await timed(upstream, sample.roomId, now - 5 * day, now, '1d', { timezone })
    const clock = new Set(timesOf(exchange).map((at) => rfc3339(at).slice(11, 16)))
    return `${outcomeOf(exchange)}, labels at ${[...clock].slice(0, 4).join(', ') || 'none'} UTC (18:30 is midnight there)`
  })
}

function lag({ upstream, sample }: CheckContext): Promise<Finding> {
  return ask('Newest minute of a sensor with data', async () => {
    if (sample === null) return noSample
    const now = upstream.now()
    const exchange = await timed(upstream, sample.roomId, now - 15 * minute, now, '1m')
    const newest = timesOf(exchange).at(-1)
    if (newest === undefined) return `no data (${outcomeOf(exchange)})`
    return `${Math.round((now - newest) / 1_000)} s before the request`
  })
}

const asked = [
  { every: '1s', spans: [hour, day] },
  { every: '1m', spans: [hour, day, 2 * day, 7 * day, 31 * day] },
  { every: '1h', spans: [31 * day, 400 * day] },
  { every: '1d', spans: [400 * day, 1_200 * day] },
]

async function ranges({ upstream, sample }: CheckContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { every, spans } of asked) {
    for (const span of spans) {
      const words = span < day ? counted(span / hour, 'hour') : counted(span / day, 'day')
      const finding = await ask(`One room, windows of ${every} over ${words}`, async () => {
        if (sample === null) return noSample
        const to = Math.floor((upstream.now() - hour) / hour) * hour
        const exchange = await timed(upstream, sample.roomId, to - span, to, every)
        const times = timesOf(exchange)
        const oldest = times[0]
        const age = oldest === undefined ? '' : `, oldest ${((to - oldest) / day).toFixed(1)} days`
        return `${outcomeOf(exchange)}, ${counted(times.length, 'window')}${age}, ${sizeOf(exchange.bytes)}`
      })
      findings.push(finding)
      if (!finding.answer.startsWith('accepted')) break
    }
  }
  return findings
}

function wholeEstate({ upstream }: CheckContext): Promise<Finding> {
  return ask('All sensors by the minute over one hour', async () => {
    const to = Math.floor((upstream.now() - hour) / hour) * hour
    const order = ['mac_address', 'time']
    const span = { start: rfc3339(to - hour), stop: rfc3339(to) }
    const exchange = await upstream.post(
      reporting,
      presenceReport({ order, ...span, reduce: 'last' }),
    )
    return `${outcomeOf(exchange)}, ${sizeOf(exchange.bytes)}, so about ${sizeOf(exchange.bytes * 24)} a day`
  })
}

function groupKeys({ upstream }: CheckContext): Promise<Finding> {
  return ask('Other keys of group_by.order', async () => {
    const answers: string[] = []
    for (const key of ['space_id', 'building_id', 'zone_id', 'sensor_id']) {
      const exchange = await upstream.post(
        reporting,
        presenceReport({ order: [key], start: '-2m' }),
      )
      answers.push(`${key}: ${outcomeOf(exchange)}, ${leavesOf(exchange, 1).length}`)
    }
    return answers.join('; ')
  })
}

function otherMeasurements({ upstream }: CheckContext): Promise<Finding> {
  return ask('room_occupancy, grouped by room', async () => {
    const filter = { measurements: ['room_occupancy'] }
    const body = presenceReport({ order: ['room_id'], start: '-10m', reduce: 'median', filter })
    const exchange = await upstream.post(reporting, body)
    return `${outcomeOf(exchange)}, ${counted(leavesOf(exchange, 1).length, 'room')}`
  })
}

function pagination({ upstream }: CheckContext): Promise<Finding> {
  return ask('A paginated report without group_by', async () => {
    const more = { paginate: { page: 1, limit: 5 } }
    const exchange = await upstream.post(reporting, presenceReport({ start: '-10m', more }))
    const { data } = fieldsOf(exchange.json)
    const rows = Array.isArray(data) ? counted(data.length, 'row') : 'not a list'
    return `${outcomeOf(exchange)}, ${rows} (5 requested)`
  })
}

function timed(
  upstream: CheckContext['upstream'],
  roomId: string,
  from: number,
  to: number,
  every: string,
  window: Record<string, unknown> = {},
): Promise<Exchange> {
  const span = { start: rfc3339(from), stop: rfc3339(to), every }
  const filter = { rooms: { eq: [roomId] } }
  return upstream.post(
    reporting,
    presenceReport({ order: ['room_id', 'time'], ...span, window, filter }),
  )
}

/** The window labels of a report by room and time, in order; Unix milliseconds. A label without a zone is UTC. */
function timesOf(exchange: Exchange): number[] {
  return leavesOf(exchange, 2)
    .map(({ keys: [, key = ''] }) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(key) ? key : `${key}Z`))
    .filter((at) => !Number.isNaN(at))
    .toSorted((a, b) => a - b)
}
