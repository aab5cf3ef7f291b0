/** Messages of charts of people over time: frame, plot, table and downloads. */
import { formatDecimal } from '#src/format/decimals.ts'
import { formatList } from '#messages/topology.ts'
import { formatSensors } from '#messages/common.ts'
import { plural } from '#src/messages/plural.ts'

// Frame

/** A toggle button: shows the chart as a table. */
export const tableButton = 'Table view'
export const downloadMenu = 'Download'
export const copyData = 'Copy data'
export const downloadCsv = 'Data (CSV)'
export const downloadPng = 'Image (PNG)'
export const loading = 'Loading chart'
/** Shown in place of the chart, below the message about a failed request. */
export const noDataYet = 'No data yet'
export const noDataInRange = 'No data in this range'
export const renderingFailed = 'Couldn’t show this chart.'

// Plot

/** The unit, above the value axis. */
export const axisUnit = 'people'
/** Shown at the right end of the dashed line, where about 20 characters fit. */
export const capacityLine = (capacity: number) => `capacity ${formatDecimal(capacity)}`

/**
 * Shown in the hatched area where sensors have no data; left out where it does not fit. Lists at most two names.
 *
 * @param names names of the sensors
 */
export const gapLabel = (names: readonly string[]) =>
  names.length > 2 ? `${formatSensors(names.length)}: no data` : `${formatList(names)}: no data`

// Description for screen readers, in full sentences

const people = (value: number) =>
  plural(value, {
    one: `${formatDecimal(value)} person`,
    other: `${formatDecimal(value)} people`,
  })

/** @param timeZone such as `Europe/Berlin (CET)` */
export const summaryRange = (from: string, to: string, timeZone: string) =>
  `From ${from} to ${to}, ${timeZone}.`
/**
 * @param name a sensor or the room
 * @param time such as `23 Nov, 10:19`
 */
export const summaryPeak = (name: string, value: number, time: string) =>
  `Highest: ${name}, ${people(value)} on ${time}.`
export const summaryNoData = 'No data.'
export const summaryCapacity = (capacity: number) => `Capacity: ${people(capacity)}.`
/** @param label see `gapLabel` */
export const summaryGap = (label: string, from: string, to: string) =>
  `${label} from ${from} to ${to}.`
/** Shown in place of `summaryGap` if there are more than three gaps. */
export const summaryGapCount = (count: number) =>
  plural(count, { one: `${count} gap in the data.`, other: `${count} gaps in the data.` })

// Slider: selects a time by keyboard

/** @param chart name of the chart */
export const sliderLabel = (chart: string) => `Selected time, ${chart}`
/**
 * The value of one line: `North 5`, `Room at least 10`, `Door no data`.
 *
 * @param value null without data
 * @param partial whether a sensor is missing from the sum
 */
export const sliderValue = (name: string, value: number | null, partial: boolean) => {
  if (value === null) return `${name} no data`
  return partial ? `${name} at least ${formatDecimal(value)}` : `${name} ${formatDecimal(value)}`
}
/** @param values see `sliderValue` */
export const sliderText = (time: string, values: readonly string[]) =>
  `${time}: ${values.join(', ')}`

// Table

/** @param chart name of the chart */
export const tableRegion = (chart: string) => `${chart}, table`
/** @param timeZone such as `Europe/Berlin (CET)` */
export const tableCaption = (chart: string, timeZone: string) => `${chart}, times in ${timeZone}`
export const tableTime = 'Time'
export const tableNoData = 'no data'

// CSV file

export const csvUnit = 'Unit'
export const csvFrom = 'From'
export const csvTo = 'To'
export const csvTime = 'Time'
/** A column that marks the times at which a sensor is missing from a sum. */
export const csvIncomplete = (name: string) => `${name} (incomplete)`
export const csvYes = 'yes'

// Image

/** Shown beside the download button. */
export const imageFailed = 'Couldn’t create the image. Try again.'
/** Shown below the title. */
export const imageRange = (from: string, to: string, timeZone: string) =>
  `${from} – ${to}, ${timeZone}`
