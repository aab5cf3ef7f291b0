import type { MetricName } from '#src/contract/reporting.ts'
import type { ChartRange } from '#src/domain/readings/history.ts'
import { ago } from '#messages/units.ts'

// Chart

export const chartTitle = 'Over time'
export const metricControl = 'Metric'

type ChartMetric = Extract<MetricName, 'max' | 'mean' | 'last'>

/** Options of a segmented control: at most 6 characters. */
export const metricOptions: Record<ChartMetric, string> = { max: 'Max', mean: 'Mean', last: 'Last' }
export const rangePhrases: Record<ChartRange, string> = {
  live: 'live',
  '1h': 'past hour',
  '24h': 'past 24 hours',
}
const metricPhrases: Record<ChartMetric, string> = {
  max: 'maximum',
  mean: 'average',
  last: 'latest count',
}
/** Accessible name of the chart. @param period such as `past 24 hours` or `20 – 26 Nov` */
export const chartName = (period: string, metric: ChartMetric) =>
  `People by sensor, ${period} (${metricPhrases[metric]})`

// Downloads of the chart. Their titles end with metric and range: `Maple, Floor 3, Main building - occupancy, 24 h`

export const exportMetric = 'Metric'
export const exportMetrics: Record<ChartMetric, string> = {
  max: 'maximum by sensor',
  mean: 'average occupancy',
  last: 'occupancy',
}
export const exportRange = 'Range'
export const exportRanges: Record<ChartRange, string> = {
  live: 'live',
  '1h': '1 h',
  '24h': '24 h',
}

/** Name of the line that shows the whole room. */
export const roomLine = 'Room'
/** Shown below the chart and the table of a metric that has no value for the whole room. */
export const noRoomLine =
  'No line for the room: sensors peak at different times, so adding their peaks would overstate its occupancy.'
export const noRoomTotal =
  'No total: sensors peak at different times, so adding their peaks would overstate the room’s occupancy.'
/** Shown below a chart of several days if there is no history. */
export const noDailyRange =
  'No daily range or middle count: they need the room’s count in each minute, which only the history has. Butlr’s own medians are for individual sensors.'
/**
 * @param error a sentence
 * @param age such as `12 s`; null when no data is shown
 */
export const chartFailed = (error: string, age: string | null) =>
  age === null ? error : `${error} Showing data from ${ago(age)}.`
