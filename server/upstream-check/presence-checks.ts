import { isEmptyValue } from '#src/contract/body-error.ts'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import {
  answerQuestion,
  formatCount,
  minute,
  noSample,
  describeOutcome,
  requestReport,
  reportingPath,
  formatRfc3339,
  formatBytes,
  type Check,
  type CheckContext,
  type Finding,
  type Sample,
} from './check.ts'
import { asFields, readLeaves, readMetric, type Leaf } from './upstream-client.ts'

/** Checks the live report, zeros, empty windows, the definitions of the nine metrics, and `start` and `stop`. */
export const presenceCheck: Check = {
  title: 'Presence',
  questions: [
    checkLivePoll,
    findSamples,
    checkZeros,
    checkEmptyWindows,
    checkMetrics,
    checkStartAndStop,
  ],
}

function checkLivePoll({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Live report of all rooms (documented example request)', async () => {
    const exchange = await upstream.post(reportingPath, currentOccupancyRequest)
    const leaves = readLeaves(exchange, 2)
    const rooms = new Set(leaves.map(({ keys }) => keys[0])).size
    const size = formatBytes(exchange.bytes)
    const zeros = leaves.filter((leaf) => readMetric(leaf, 'last') === 0).length
    return `${describeOutcome(exchange, 2)}: ${formatCount(rooms, 'room')}, ${formatCount(leaves.length, 'sensor')}, ${size}; ${formatCount(zeros, 'sensor')} with 0`
  })
}

/** Stores the sensors with the most and the fewest minutes with people as samples for later checks. */
async function findSamples(context: CheckContext): Promise<Finding> {
  return answerQuestion('Minutes with people per sensor in the last two hours', async () => {
    const { upstream } = context
    const start = formatRfc3339(upstream.now() - 120 * minute)
    const order = ['room_id', 'mac_address']
    const filter = { value: { gt: 0 } }
    const exchange = await requestReport(upstream, { order, start, filter })
    const minutes = (leaf: Leaf) => readMetric(leaf, 'count') ?? 0
    const leaves = readLeaves(exchange, 2)
      .filter((leaf) => minutes(leaf) > 0)
      .toSorted((a, b) => minutes(b) - minutes(a))
    const [most, fewest] = [leaves[0], leaves.at(-1)]
    if (most === undefined || fewest === undefined) return `none (${describeOutcome(exchange)})`
    context.sample = toSample(most)
    context.quietSample = toSample(fewest)
    return `from ${minutes(fewest)} to ${minutes(most)}, ${formatCount(leaves.length, 'sensor')}`
  })
}

function toSample({ keys: [roomId = '', mac = ''] }: Leaf): Sample {
  return { roomId, mac }
}

function checkZeros({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion('Zeros in the last two hours, without filter.value', async () => {
    const start = formatRfc3339(upstream.now() - 120 * minute)
    const order = ['room_id', 'mac_address']
    const exchange = await requestReport(upstream, { order, start })
    const leaves = readLeaves(exchange, 2)
    if (leaves.length === 0) return `${describeOutcome(exchange, 2)}: no sensors, so unknown`
    const zeros = leaves.filter((leaf) => readMetric(leaf, 'min') === 0).length
    const verdict = zeros === 0 ? 'zeros are withheld, or no room was empty' : 'zeros are reported'
    return `${describeOutcome(exchange)}: ${zeros} of ${formatCount(leaves.length, 'sensor')} have a minimum of 0, so ${verdict}`
  })
}

async function checkEmptyWindows({
  upstream,
  quietSample: sample,
}: CheckContext): Promise<Finding[]> {
  const ending = Math.floor((upstream.now() - 15 * minute) / minute) * minute
  const span = { start: formatRfc3339(ending - 60 * minute), stop: formatRfc3339(ending) }
  const order = ['mac_address', 'time']
  const variants = {
    'Windows of one hour, default options': {},
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
      await answerQuestion(question, async () => {
        if (sample === null) return noSample
        const { window, filter } = { window: {}, filter: {}, ...variant }
        const rooms = { eq: [sample.roomId] }
        const options = { order, ...span, window, filter: { ...filter, rooms } }
        const exchange = await requestReport(upstream, options)
        const leaves = readLeaves(exchange, 2).filter(({ keys }) => keys[0] === sample.mac)
        const empty = leaves.filter((leaf) => (readMetric(leaf, 'count') ?? 0) === 0).length
        const zeros = leaves.filter((leaf) => readMetric(leaf, 'last') === 0).length
        const noNumber = leaves.filter((leaf) => readMetric(leaf, 'last') === null).length
        return `${describeOutcome(exchange)}: ${leaves.length} of 60 minutes, ${zeros} with value 0, ${noNumber} without a number, ${empty} with a count of 0`
      }),
    )
  }
  return findings
}

/** Recomputes the nine metrics of ten minutes from one-second windows (population stddev, chronological median). */
function checkMetrics({ upstream, sample }: CheckContext): Promise<Finding> {
  return answerQuestion('The nine metrics, recomputed from one-second windows', async () => {
    if (sample === null) return noSample
    const ending = Math.floor((upstream.now() - 15 * minute) / minute) * minute
    const span = {
      start: formatRfc3339(ending - 10 * minute),
      stop: formatRfc3339(ending),
      every: '1s',
    }
    const filter = { rooms: { eq: [sample.roomId] }, value: { gte: 0 } }
    const single = { order: ['mac_address'], ...span, filter }
    const timed = { order: ['mac_address', 'time'], ...span, filter }
    const whole = readLeaves(await requestReport(upstream, single), 1)
    const leaf = whole.find(({ keys }) => keys[0] === sample.mac)
    const exchange = await requestReport(upstream, timed)
    const values = readLeaves(exchange, 2)
      .filter(({ keys }) => keys[0] === sample.mac)
      .toSorted((a, b) => ((a.keys[1] ?? '') < (b.keys[1] ?? '') ? -1 : 1))
      .map((one) => readMetric(one, 'last') ?? Number.NaN)
    if (leaf === undefined || values.length === 0) return `no data (${describeOutcome(exchange)})`
    const expected = computeMetrics(values)
    const different = Object.entries(expected).filter(
      ([name, value]) => Math.abs((readMetric(leaf, name) ?? Number.NaN) - value) > 1e-9,
    )
    const matching = Object.keys(expected).length - different.length
    const names = different.map(([name]) => name).join(', ')
    return `${matching} of 9 match over ${formatCount(values.length, 'value')}${names === '' ? '' : `; different: ${names}`}`
  })
}

function computeMetrics(values: readonly number[]): Record<string, number> {
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

function checkStartAndStop({ upstream }: CheckContext): Promise<Finding> {
  return answerQuestion(
    'Absolute start, stop "now", start after stop, an unknown room',
    async () => {
      const now = upstream.now()
      const order = ['room_id', 'mac_address']
      const none = { rooms: { eq: ['room_none'] } }
      const reports = {
        absolute: { order, start: formatRfc3339(now - 2 * minute) },
        'stop "now"': { order, start: '-2m', stop: 'now' },
        'start after stop': {
          order,
          start: formatRfc3339(now),
          stop: formatRfc3339(now - minute),
        },
        'unknown room': { order, start: '-2m', filter: none },
      }
      const answers: string[] = []
      for (const [name, options] of Object.entries(reports)) {
        const exchange = await requestReport(upstream, options)
        const { data } = asFields(exchange.json)
        const empty = readLeaves(exchange, 1).length === 0
        // Other text or lists might contain IDs, so only empty values are printed.
        const value = isEmptyValue(data) ? JSON.stringify(data) : 'not grouped'
        const shape = exchange.status === 200 && empty ? `, data is ${value}` : ''
        answers.push(`${name}: ${describeOutcome(exchange)}${shape}`)
      }
      return answers.join('; ')
    },
  )
}
