import { currentOccupancy } from '#src/contract/reporting.ts'
import {
  ask,
  counted,
  minute,
  outcomeOf,
  presenceReport,
  reporting,
  rfc3339,
  sizeOf,
  type Check,
  type CheckContext,
  type Finding,
  type Sample,
} from './check.ts'
import { fieldsOf, leavesOf, metricOf, type Leaf } from './upstream-client.ts'

const noSample = 'not checked: no sensor reported people in the last two hours'

/** The live report of the tutorial, zeros and empty windows, and the rules of the nine metrics. */
export const presenceCheck: Check = {
  title: 'Presence',
  run: async (context) => [
    await livePoll(context),
    await findSamples(context),
    await zerosWithoutFilter(context),
    ...(await emptyWindows(context)),
    await metricRules(context),
    await relativeAndAbsolute(context),
  ],
}

function livePoll({ upstream }: CheckContext): Promise<Finding> {
  return ask('Live report of all rooms, as in the tutorial', async () => {
    const exchange = await upstream.post(reporting, currentOccupancy)
    const leaves = leavesOf(exchange, 2)
    const rooms = new Set(leaves.map(({ keys }) => keys[0])).size
    const size = sizeOf(exchange.bytes)
    const zeros = leaves.filter((leaf) => metricOf(leaf, 'last') === 0).length
    return `${outcomeOf(exchange)}: ${counted(rooms, 'room')}, ${counted(leaves.length, 'sensor')}, ${size}; ${zeros} sensors report 0`
  })
}

/** Picks the sensors with the most and the fewest minutes of data, which later checks ask about. */
async function findSamples(context: CheckContext): Promise<Finding> {
  return ask('Minutes with people in the last two hours, by sensor', async () => {
    const { upstream } = context
    const start = rfc3339(upstream.now() - 120 * minute)
    const order = ['room_id', 'mac_address']
    const filter = { value: { gt: 0 } }
    const exchange = await upstream.post(reporting, presenceReport({ order, start, filter }))
    const minutes = (leaf: Leaf) => metricOf(leaf, 'count') ?? 0
    const leaves = leavesOf(exchange, 2)
      .filter((leaf) => minutes(leaf) > 0)
      .toSorted((a, b) => minutes(b) - minutes(a))
    const [most, fewest] = [leaves[0], leaves.at(-1)]
    if (most === undefined || fewest === undefined) return `none (${outcomeOf(exchange)})`
    context.sample = sampleOf(most)
    context.quietSample = sampleOf(fewest)
    return `from ${minutes(fewest)} to ${minutes(most)}, ${counted(leaves.length, 'sensor')}`
  })
}

function sampleOf({ keys: [roomId = '', mac = ''] }: Leaf): Sample {
  return { roomId, mac }
}

function zerosWithoutFilter({ upstream }: CheckContext): Promise<Finding> {
  return ask('Zeros in the last two hours, without filter.value', async () => {
    const start = rfc3339(upstream.now() - 120 * minute)
    const order = ['room_id', 'mac_address']
    const exchange = await upstream.post(reporting, presenceReport({ order, start }))
    const leaves = leavesOf(exchange, 2)
    const zeros = leaves.filter((leaf) => metricOf(leaf, 'min') === 0).length
    const verdict = zeros === 0 ? 'zeros are withheld, or no room was empty' : 'zeros are reported'
    return `${outcomeOf(exchange)}: ${zeros} of ${counted(leaves.length, 'sensor')} have a minimum of 0, so ${verdict}`
  })
}

async function emptyWindows({ upstream, quietSample: sample }: CheckContext): Promise<Finding[]> {
  const ending = Math.floor((upstream.now() - 15 * minute) / minute) * minute
  const span = { start: rfc3339(ending - 60 * minute), stop: rfc3339(ending) }
  const order = ['mac_address', 'time']
  const variants = {
    'Windows of one hour, as they come': {},
    'With window.create_empty': { window: { create_empty: true } },
    'With create_empty and value.gte 0': {
      window: { create_empty: true },
      filter: { value: { gte: 0 } },
    },
    'With window.fill 0': { window: { create_empty: true, fill: { value: 0 } } },
  }
  const findings: Finding[] = []
  for (const [question, variant] of Object.entries(variants)) {
    findings.push(
      await ask(question, async () => {
        if (sample === null) return noSample
        const { window, filter } = { window: {}, filter: {}, ...variant }
        const rooms = { eq: [sample.roomId] }
        const body = presenceReport({ order, ...span, window, filter: { ...filter, rooms } })
        const exchange = await upstream.post(reporting, body)
        const leaves = leavesOf(exchange, 2).filter(({ keys }) => keys[0] === sample.mac)
        const empty = leaves.filter((leaf) => (metricOf(leaf, 'count') ?? 0) === 0).length
        const zeros = leaves.filter((leaf) => metricOf(leaf, 'last') === 0).length
        const noNumber = leaves.filter((leaf) => metricOf(leaf, 'last') === null).length
        return `${outcomeOf(exchange)}: ${leaves.length} of 60 minutes, of which ${zeros} are 0, ${noNumber} without a number, ${empty} with a count of 0`
      }),
    )
  }
  return findings
}

/** Recomputes the nine metrics of ten minutes from one-second windows (mean, population deviation, middle in time). */
function metricRules({ upstream, sample }: CheckContext): Promise<Finding> {
  return ask('The nine metrics, recomputed from one-second windows', async () => {
    if (sample === null) return noSample
    const ending = Math.floor((upstream.now() - 15 * minute) / minute) * minute
    const span = { start: rfc3339(ending - 10 * minute), stop: rfc3339(ending), every: '1s' }
    const filter = { rooms: { eq: [sample.roomId] }, value: { gte: 0 } }
    const single = presenceReport({ order: ['mac_address'], ...span, filter })
    const timed = presenceReport({ order: ['mac_address', 'time'], ...span, filter })
    const whole = leavesOf(await upstream.post(reporting, single), 1)
    const leaf = whole.find(({ keys }) => keys[0] === sample.mac)
    const exchange = await upstream.post(reporting, timed)
    const values = leavesOf(exchange, 2)
      .filter(({ keys }) => keys[0] === sample.mac)
      .toSorted((a, b) => ((a.keys[1] ?? '') < (b.keys[1] ?? '') ? -1 : 1))
      .map((one) => metricOf(one, 'last') ?? Number.NaN)
    if (leaf === undefined || values.length === 0) return `no data (${outcomeOf(exchange)})`
    const expected = metricsOf(values)
    const different = Object.entries(expected).filter(
      ([name, value]) => Math.abs((metricOf(leaf, name) ?? Number.NaN) - value) > 1e-9,
    )
    const matching = Object.keys(expected).length - different.length
    const names = different.map(([name]) => name).join(', ')
    return `${matching} of 9 match over ${counted(values.length, 'value')}${names === '' ? '' : `; different: ${names}`}`
  })
}

function metricsOf(values: readonly number[]): Record<string, number> {
  const sum = values.reduce((total, value) => total + value, 0)
  const mean = sum / values.length
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  return {
    sum,
    min: Math.min(...values),
    max: Math.max(...values),
    count: values.length,
    mean,
    median: values[Math.floor(values.length / 2)] ?? Number.NaN,
    stddev: Math.sqrt(squares / values.length),
    first: values[0] ?? Number.NaN,
    last: values.at(-1) ?? Number.NaN,
  }
}

function relativeAndAbsolute({ upstream }: CheckContext): Promise<Finding> {
  return ask('Absolute start, stop "now", start after stop, an unknown room', async () => {
    const now = upstream.now()
    const order = ['room_id', 'mac_address']
    const none = { rooms: { eq: ['room_none'] } }
    const bodies = {
      absolute: presenceReport({ order, start: rfc3339(now - 2 * minute) }),
      'stop "now"': presenceReport({ order, start: '-2m', stop: 'now' }),
      'start after stop': presenceReport({
        order,
        start: rfc3339(now),
        stop: rfc3339(now - minute),
      }),
      'unknown room': presenceReport({ order, start: '-2m', filter: none }),
    }
    const answers: string[] = []
    for (const [name, body] of Object.entries(bodies)) {
      const exchange = await upstream.post(reporting, body)
      const { data } = fieldsOf(exchange.json)
      const empty = leavesOf(exchange, 1).length === 0
      const shape = exchange.status === 200 && empty ? `, data is ${JSON.stringify(data)}` : ''
      answers.push(`${name}: ${outcomeOf(exchange)}${shape}`)
    }
    return answers.join('; ')
  })
}
