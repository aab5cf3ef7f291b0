/** Messages of a room's CSV files: metrics, sensors, figures and gaps. */
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'

// Metrics and sensors

export const metric = 'Metric'
export const room = 'Room'
export const roomValueIs = 'Room value is'
export const exact = 'exact'
export const atLeast = 'at least'
export const atMost = 'at most'
export const sensor = 'Sensor'
export const mac = 'MAC address'
export const coverage = 'Coverage (%)'

// Figures

/** Name of the section, in file names and accessible names. */
export const figures = 'Figures'
export const comparedWith = 'Compared with'
export const estimates = 'Estimates'
export const figureColumns = ['Figure', 'Value', 'Unit', 'Time', 'All sensors', 'Value before']
export const percent = '%'
export const people = 'people'
export const localTime = 'local time'
export const yes = 'yes'
export const no = 'no'
export const peak = 'Peak'
export const upperBound = 'Upper bound of the peak'
export const averageInUse = 'Average when in use'
export const firstUse = 'Typical first use'
export const earliestFirstUse = 'Earliest first use'
export const lastUse = 'Typical last use'
export const latestLastUse = 'Latest last use'
export const busiestHour = 'Busiest hour'
export const busiestAverage = 'Average in the busiest hour'
export const completeCoverage = 'Opening minutes with all sensors'
export const knownCoverage = 'Opening minutes with data'
export const capacity = 'Capacity'

// Gaps

export const gaps = 'Gaps'
export const gapColumns = ['From', 'To', 'Minutes']
export const notInFile = 'Not in this file'
export const moreGaps = (count: number) =>
  plural(count, { one: '1 later gap', other: `${formatNumber(count)} later gaps` })
