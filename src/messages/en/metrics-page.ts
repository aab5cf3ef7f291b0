/** Messages of the page that explains the nine metrics with the data of one room. */
import type { MetricName } from '#src/contract/reporting.ts'
import type { RoomSumMeaning } from '#src/domain/occupancy/metrics.ts'
import type { MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'
import { ago } from '#messages/units.ts'

export const lead = 'How the nine metrics are calculated'
export const introduction =
  'About once a second, a presence sensor counts the people it sees. Butlr divides a period into windows, keeps one count per window, and leaves out windows without a count. Each metric describes the counts of one sensor. A room can have several sensors, so Headroom adds up their metrics where the sum is meaningful.'

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
  '2m': '1-second windows, each with its largest count, as for live occupancy.',
  '30m': '1-minute windows, each with its last count, as in the room history.',
}

// From counts to a metric

export const countsTitle = (sensor: string) => `How ${sensor}’s counts become a metric`
/** Accessible name of the chart. */
export const chartName = (sensor: string, metric: MetricName, period: MetricPeriod) =>
  `Counts from ${sensor}, ${periodPhrases[period]}, with the counts that determine ${metric} highlighted`
const periodPhrases: Record<MetricPeriod, string> = {
  '2m': 'past 2 minutes',
  '30m': 'past 30 minutes',
}

/** One sentence about each metric of one sensor. */
export const definitions: Record<MetricName, string> = {
  last: 'The latest count.',
  first: 'The earliest count.',
  max: 'The largest count.',
  min: 'The smallest count.',
  mean: 'The average count: the sum divided by the number of counts.',
  median: 'Butlr’s “median”: the middle count by time, not the statistical median.',
  sum: 'All counts added up.',
  count: 'The number of windows with a count.',
  stddev: 'How much the counts vary (standard deviation).',
}

/** A number of counts: `1 count`, `69 counts`. */
const formatCounts = (count: number) =>
  plural(count, { one: `${formatNumber(count)} count`, other: `${formatNumber(count)} counts` })

const formatWindows = (count: number) =>
  plural(count, { one: `${formatNumber(count)} window`, other: `${formatNumber(count)} windows` })

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

/** How the value of each metric is calculated. */
export const calculations: Record<MetricName, (numbers: Calculation) => string> = {
  last: ({ count }) => `The latest of ${formatCounts(count)}.`,
  first: ({ count }) => `The earliest of ${formatCounts(count)}.`,
  max: (numbers) => `${formatHits(numbers)} this large.`,
  min: (numbers) => `${formatHits(numbers)} this small.`,
  mean: ({ sum, count, value }) => `${sum} ÷ ${formatCounts(count)} = ${value}.`,
  median: ({ count }) =>
    `Count ${formatNumber(Math.floor(count / 2) + 1)} of ${formatNumber(count)}, in chronological order.`,
  sum: ({ count }) => `${formatCounts(count)} added up.`,
  count: ({ count, windows }) => {
    const share = `${formatNumber(count)} of ${formatWindows(windows)}`
    return plural(count, { one: `${share} has a count.`, other: `${share} have a count.` })
  },
  stddev: ({ mean }) => `How far the counts typically are from their mean (${mean}).`,
}

// Chart

export const axisUnit = 'people'
/** Beside the middle count: how many counts are on each side, without a unit if there is little space. */
export const countsBefore = (count: number, isShort: boolean) =>
  `← ${isShort ? formatNumber(count) : formatCounts(count)}`
export const countsAfter = (count: number, isShort: boolean) =>
  `${isShort ? formatNumber(count) : formatCounts(count)} →`
export const countedLegend = (metric: MetricName) => `determines ${metric}`
export const otherLegend = 'other counts'
export const emptyLegend = 'no bar: no count in this window'
/** Value of the selected window. @param time such as `14:02:31` */
export const windowValue = (time: string, people: string, metric: MetricName | null) =>
  metric === null ? `${time}, ${people}` : `${time}, ${people}, ${countedLegend(metric)}`
export const selectedWindow = (chart: string) => `Selected window, ${chart}`

/** Shown in place of the chart. */
export const noCounts = (sensor: string, period: MetricPeriod) =>
  `${sensor} sent no counts in the ${periodPhrases[period]}.`
export const quietSensor = 'It is online and sees no one, so it adds 0 to the sums.'
export const missingSensor = 'It may be seeing people, so the sums are incomplete.'
/** Shown if Butlr’s metrics differ from the metrics of the windows. */
export const differs =
  'Metrics calculated from these windows differ slightly from Butlr’s, probably because a count arrived between the two requests.'

// From the sensors to the room

export const roomTitle = (room: string) => `Adding up the sensors in ${room}`
/** Label of the sum in the list of the sensors' values. */
export const sumLabel = (metric: MetricName) => `Sum of ${metric}`
export const atMomentsLabel = (metric: MetricName) => `The room’s ${metric}`
/** Below a value that is calculated from the room's total counts, not from the sensors' metrics. */
export const atMomentsNote = 'of the room’s total count at each moment'

/** What a metric’s sum means for a room, in one or two words. */
export const verdicts: Record<RoomSumMeaning | 'unknown', string> = {
  occupancy: 'People now',
  figure: 'Approximation',
  'at-most': 'Upper bound',
  'at-least': 'Lower bound',
  diagnostic: 'For diagnostics',
  never: 'Not meaningful',
  unknown: 'Unknown',
}

/** How the sum of a metric relates to the metric of the room; `unknown` if the latter is unknown. */
export type SumComparison = 'equal' | 'different' | 'unknown'

/** What the sum of a metric over the sensors of a room means. */
export const explanations: Record<MetricName, (comparison: SumComparison) => string> = {
  last: () => 'The sum is the number of people in the room at the end of the period.',
  first: () => 'The sum is approximately the number of people in the room when the period began.',
  max: (comparison) =>
    ({
      equal:
        'In this period, all sensors had their largest counts at the same time, so the sum is exact.',
      different:
        'The sensors had their largest counts at different times, so the room never had as many people as the sum.',
      unknown:
        'The sensors may have had their largest counts at different times, so the room may never have had as many people as the sum.',
    })[comparison],
  min: (comparison) =>
    ({
      equal:
        'In this period, all sensors had their smallest counts at the same time, so the sum is exact.',
      different:
        'The sensors had their smallest counts at different times, so the room always had more people than the sum.',
      unknown:
        'The sensors may have had their smallest counts at different times, so the room may always have had more people than the sum.',
    })[comparison],
  mean: () =>
    'The sum is approximately the average number of people in the room. It is exact if every sensor reports in every window.',
  median: () =>
    'The sensors’ middle counts can be from different moments, so their sum may not be the room’s middle count, or any count that the room had.',
  sum: () =>
    'A sensor that reports more often has a larger sum, so this sum is not a number of people.',
  count: () => 'The sum is how often the sensors reported. It is not a number of people.',
  stddev: () =>
    'When a person walks from one sensor to the next, both counts change but the room’s total doesn’t, so this sum isn’t shown.',
}

// Shown in place of an explanation

export const noUpperLimit =
  'A sensor is missing and its largest count is unknown, so there is no upper bound.'
export const unknownSum = 'A sensor has no value for this metric, so the sum is unknown.'
/** If a sensor is missing, so that the sum is a lower bound. */
export const partialSum = (metric: MetricName) =>
  metric === 'last'
    ? 'A sensor is missing, so the room had at least this many people at the end of the period.'
    : 'A sensor is missing, so the sum over all sensors is at least this large.'
export const singleSensor =
  'The room has one sensor, so the sensor’s metrics are the room’s metrics.'

// All metrics

export const tableTitle = 'All nine metrics'
export const definitionColumn = 'Definition'
export const sumColumn = (sensors: number) =>
  plural(sensors, { one: 'Sum', other: `Sum of ${formatNumber(sensors)} sensors` })
export const atMomentsColumn = 'Room'
export const meaningColumn = 'Meaning of the sum'
/** The meaning of a sum, after a word such as `Upper bound`. */
export const reasons: Record<MetricName, string> = {
  last: 'the room’s occupancy',
  first: 'occupancy at the start of the period',
  max: 'sensors peak at different times',
  min: 'sensors dip at different times',
  mean: 'average occupancy',
  median: 'the middle counts can be from different moments',
  sum: 'depends on how often sensors report',
  count: 'how often sensors report',
  stddev: 'walking between sensors increases it',
}

// Shown in place of a reason

/** If the sum is unknown. */
export const valueMissing = 'a value is missing'
/** If the sum is a lower bound. */
export const sensorMissing = 'a sensor is missing'
export const sameAsSensor = 'the sensor’s value'

export const tableCaption = (room: string, period: MetricPeriod) =>
  `Nine metrics for ${room}, ${periodPhrases[period]}`
/** Name of the region in which the table scrolls. */
export const tableRegion = (caption: string) => `${caption}, table`

// Export

/** How a period is divided into windows. */
export const exportWindows = 'Windows'
export const exportUnit = 'Unit'
/** The unit of the metric `count`. */
export const exportCounts = 'counts'
/** Whether the sum is exact or a bound. */
export const exportSumIs = 'Sum is'
/** Name of the table of a sensor's counts. */
export const exportCountsTitle = (sensor: string) => `Counts from ${sensor}`
/** @param verdict such as `Upper bound` */
export const exportMeaning = (verdict: string, reason: string) => `${verdict}: ${reason}`
export const exportMac = 'MAC address'
export const exportTime = 'Time'
export const exportPeople = 'Count (people)'
export const exportYes = 'yes'

// Loading, errors and age

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
