/** Messages of the page that explains the nine metrics with the data of one room. */
import type { MetricName } from '#src/contract/reporting.ts'
import type { RoomSumMeaning } from '#src/domain/occupancy/metrics.ts'
import type { MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'
import { ago } from '#messages/units.ts'

export const lead = 'How nine metrics come from counts'
export const introduction =
  'A presence sensor counts the people that it sees about once a second. Butlr divides a period into windows, keeps one count per window, and leaves out windows without a count. Each metric describes the counts of one sensor. A room can have several sensors, so Headroom adds their metrics up, where the sum means something.'

// Controls

export const roomField = 'Room'
export const sensorField = 'Sensor'
/** Group of rooms whose floor is unknown. */
export const otherRooms = 'Other rooms'
export const periodField = 'Period'
export const periodOptions: Record<MetricPeriod, string> = { '2m': '2 min', '30m': '30 min' }
export const metricField = 'Metric'
export const roomLink = (room: string) => `Open ${room}`

/** What one window is, for each period. */
export const windowNotes: Record<MetricPeriod, string> = {
  '2m': 'Windows of 1 second, each with its largest count, as in a live room.',
  '30m': 'Windows of 1 minute, each with its last count, as in the history.',
}

// From counts to a metric

export const countsTitle = (sensor: string) => `From the counts of ${sensor} to a metric`
/** Accessible name of the chart. */
export const chartName = (sensor: string, metric: MetricName, period: MetricPeriod) =>
  `Counts of ${sensor}, ${periodPhrases[period]}, marked for ${metric}`
const periodPhrases: Record<MetricPeriod, string> = {
  '2m': 'past 2 minutes',
  '30m': 'past 30 minutes',
}

/** One sentence about each metric of one sensor. */
export const definitions: Record<MetricName, string> = {
  last: 'The count in the last window.',
  first: 'The count in the first window.',
  max: 'The largest count.',
  min: 'The smallest count.',
  mean: 'The average count: the sum divided by the number of counts.',
  median: 'Butlr’s “median”: the middle count by time, not the statistical median.',
  sum: 'All counts added up.',
  count: 'The number of windows with a count.',
  stddev: 'How much the counts vary: their standard deviation from the mean.',
}

/** A number of counts: `1 count`, `69 counts`. */
const formatCounts = (count: number) =>
  plural(count, { one: `${formatNumber(count)} count`, other: `${formatNumber(count)} counts` })

/** The numbers from which a metric is calculated, all formatted except `count`, `windows` and `hits`. */
type Calculation = {
  value: string
  count: number
  /** Number of windows in the period. */
  windows: number
  /** Number of counts that are equal to the value. */
  hits: number
  sum: string
  mean: string
}
/** `1 of 69 counts is`, `12 of 69 counts are` */
const formatHits = ({ hits, count }: Calculation) => {
  const share = `${formatNumber(hits)} of ${formatCounts(count)}`
  return plural(hits, { one: `${share} is`, other: `${share} are` })
}

/** How the value of each metric comes about. */
export const calculations: Record<MetricName, (numbers: Calculation) => string> = {
  last: ({ count }) => `The latest of ${formatCounts(count)}.`,
  first: ({ count }) => `The earliest of ${formatCounts(count)}.`,
  max: (numbers) => `${formatHits(numbers)} this large.`,
  min: (numbers) => `${formatHits(numbers)} this small.`,
  mean: ({ sum, count, value }) => `${sum} ÷ ${formatCounts(count)} = ${value}.`,
  median: ({ count }) =>
    `Number ${formatNumber(Math.floor(count / 2) + 1)} of ${formatCounts(count)} in order of time.`,
  sum: ({ count }) => `${formatCounts(count)} added up.`,
  count: ({ count, windows }) =>
    `${formatNumber(count)} of ${formatNumber(windows)} windows have a count.`,
  stddev: ({ mean }) => `The typical distance of the counts from their mean, ${mean}.`,
}

// Chart

export const axisUnit = 'people'
/** Beside the middle count: how many counts are on each side, without a unit if there is little space. */
export const countsBefore = (count: number, isShort: boolean) =>
  `← ${isShort ? formatNumber(count) : formatCounts(count)}`
export const countsAfter = (count: number, isShort: boolean) =>
  `${isShort ? formatNumber(count) : formatCounts(count)} →`
export const countedLegend = (metric: MetricName) => `determines ${metric}`
export const otherLegend = 'does not'
export const emptyLegend = 'no bar: no count in this window'
/** Value of the selected window. @param time such as `14:02:31` */
export const windowValue = (time: string, people: string, metric: MetricName | null) =>
  metric === null ? `${time}, ${people}` : `${time}, ${people}, ${countedLegend(metric)}`
export const selectedWindow = (chart: string) => `Selected window, ${chart}`

/** Shown in place of the chart. */
export const noCounts = (sensor: string, period: MetricPeriod) =>
  `${sensor} sent no counts in the ${periodPhrases[period]}.`
export const quietSensor = 'It is online and sees no one, so it adds 0 to the sums.'
export const missingSensor = 'It may see people, so the sums are incomplete.'
/** Shown if the metrics of Butlr are not those of the windows. */
export const differs =
  'These windows give slightly different metrics than Butlr’s: a count arrived between the two requests.'

// From the sensors to the room

export const roomTitle = (room: string) => `From the sensors to ${room}`
/** Label of the sum in the list of the sensors' values. */
export const sumLabel = (metric: MetricName) => `Sum of ${metric}`
export const atMomentsLabel = (metric: MetricName) => `The room’s ${metric}`
/** Explains the value above it: the metric of the sums, in place of the sum of the metrics. */
export const atMomentsNote = 'of the sensors added up at each moment'

/** What the sum of a metric is for a room, in a word. */
export const verdicts: Record<RoomSumMeaning, string> = {
  occupancy: 'People now',
  figure: 'Approximation',
  'at-most': 'Upper bound',
  'at-least': 'Lower bound',
  diagnostic: 'For diagnostics',
  never: 'Not meaningful',
}

/** How the sum of a metric relates to the metric of the room; `unknown` if the latter is unknown. */
export type SumComparison = 'equal' | 'different' | 'unknown'

/** What the sum of a metric over the sensors of a room means. */
export const explanations: Record<MetricName, (comparison: SumComparison) => string> = {
  last: () => 'The sum is the number of people in the room at the end of the period.',
  first: () => 'The sum is about the number of people in the room when the period began.',
  max: (comparison) =>
    ({
      equal: 'This time, all sensors had their largest count together, so the sum is exact.',
      different:
        'The sensors had their largest counts at different times, so the room never had as many people as the sum.',
      unknown:
        'The sensors can have their largest counts at different times, so the room may never have had as many people.',
    })[comparison],
  min: (comparison) =>
    ({
      equal: 'This time, all sensors had their smallest count together, so the sum is exact.',
      different:
        'The sensors had their smallest counts at different times, so the room always had more people than the sum.',
      unknown:
        'The sensors can have their smallest counts at different times, so the room may always have had more people.',
    })[comparison],
  mean: () =>
    'The sum is about the average number of people in the room. It is exact if all sensors report in every window.',
  median: () =>
    'The middle counts of the sensors are from different moments, so their sum need not be the middle count of the room, nor any count of it.',
  sum: () =>
    'A sensor that reports more often has a larger sum, so this sum is not a number of people.',
  count: () => 'The sum is how often the sensors reported. It is not a number of people.',
  stddev: () =>
    'When a person walks from one sensor to the next, both counts vary and the room does not. So this sum is not shown.',
}
/** Shown in place of an explanation. */
export const noUpperLimit =
  'A sensor is missing, and its largest count is unknown. So the sum is no upper bound.'
export const singleSensor = 'The room has one sensor, so its metrics are those of the room.'

// All metrics

export const tableTitle = 'All nine metrics'
export const definitionColumn = 'Definition'
export const sumColumn = (sensors: number) =>
  plural(sensors, { one: 'Sum', other: `Sum of ${formatNumber(sensors)} sensors` })
export const atMomentsColumn = 'The room’s own'
export const meaningColumn = 'Meaning of the sum'
/** The meaning of a sum, after a word such as `Upper bound`. */
export const reasons: Record<MetricName, string> = {
  last: 'the room’s occupancy',
  first: 'occupancy at the start of the period',
  max: 'sensors peak at different times',
  min: 'sensors dip at different times',
  mean: 'average occupancy',
  median: 'the middle counts are from different moments',
  sum: 'depends on how often sensors report',
  count: 'how often sensors report',
  stddev: 'a walk from sensor to sensor adds to it',
}
/** Replaces the reason if the sum is unknown. */
export const sensorMissing = 'unknown: a value is missing'
export const tableCaption = (room: string, period: MetricPeriod) =>
  `Nine metrics of ${room}, ${periodPhrases[period]}`
/** Name of the region in which the table scrolls. */
export const tableRegion = (caption: string) => `${caption}, table`

// States

export const loading = 'Loading metrics'
export const unavailableTitle = 'No data yet'
export const unavailableHint = 'Headroom will keep trying and show the metrics as soon as it can.'
export const noRooms = 'No room has presence sensors.'
export const roomNotFound = (id: string) =>
  `We couldn’t find a room with the ID “${id}”. Choose another room.`
export const noSensors = (room: string) =>
  `${room} has no presence sensors, so it has no metrics. Choose another room.`
/** @param age such as `12 s` */
export const updated = (age: string) => `Updated ${ago(age)}`
/**
 * @param error a sentence
 * @param age such as `2 min`
 */
export const updateFailed = (error: string, age: string) =>
  `${error} Showing data from ${ago(age)}.`
