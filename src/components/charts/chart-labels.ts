import { type Saying, type ChartData, gapsOf, parts } from './chart-data.ts'
import { tzOffset } from '@date-fns/tz'
import { hour } from '#src/domain/time/duration.ts'
import { startOfLocalDay } from '#src/domain/time/local-time.ts'
import { zoneAbbreviation, zoneInWords } from '#src/format/dates.ts'
import { type Zone, formatDayAndTime, formatTime } from '#src/domain/time/time-zone.ts'

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** A value as people read it: `14`, `4.2`, `1,204`. */
export function formatValue(value: number): string {
  return number.format(value)
}

/** What a series says as a figure: `14`, `10+` for a sum that lacks a part, `–` for silence. */
export function sayingAsFigure({ value, partial }: Saying): string {
  return value === null ? '–' : `${formatValue(value)}${partial ? '+' : ''}`
}

/** The same for ears: `North 5`, `Room at least 10`, `Door silent`. */
export function sayingAsWords({ series, value, partial }: Saying): string {
  if (value === null) return `${series.label} silent`
  return `${series.label} ${partial ? 'at least ' : ''}${formatValue(value)}`
}

/**
 * `10:24`, with its date when the chart covers more than one day, and with the zone's name around a change of
 * clocks, where `02:10` may come twice.
 */
export function momentInWords(
  { from, to, zone }: Pick<ChartData, 'from' | 'to' | 'zone'>,
  at: number,
): string {
  const oneDay = startOfLocalDay(from, zone) === startOfLocalDay(to - 1, zone)
  const time = oneDay ? formatTime(at, zone) : formatDayAndTime(at, zone, to)
  return clocksChangeAround(at, zone) ? `${time} ${zoneAbbreviation(zone, at)}` : time
}

function clocksChangeAround(at: number, zone: Zone): boolean {
  return tzOffset(zone.name, new Date(at - hour)) !== tzOffset(zone.name, new Date(at + hour))
}

/**
 * What a person who cannot see the lines wants to know first: the window, the highest value with its time, the
 * limit and the silences. Whole sentences.
 */
export function summaryOf(data: ChartData): string {
  const { zone, from, to, unit, limit } = data
  const momentOf = (at: number) => formatDayAndTime(at, zone, to)
  const window = `From ${momentOf(from)} to ${momentOf(to)}, ${zoneInWords(zone, to)}.`
  const highest = highestOf(data)
  const peak = highest
    ? `Highest: ${highest.label} with ${formatValue(highest.value)} ${unit} at ${momentOf(highest.at)}.`
    : 'No readings.'
  const limited = limit === undefined ? [] : [`The limit is ${formatValue(limit)} ${unit}.`]
  const silences = gapsOf(data).map(
    (gap) => `${gap.label} from ${momentOf(gap.from)} to ${momentOf(gap.to)}.`,
  )
  const many = silences.length > 3 ? [`${silences.length} silent spans.`] : silences
  return [window, peak, ...limited, ...many].join(' ')
}

/** The highest value of a total, or of any series when there is no total. */
function highestOf({ series, from, to }: ChartData) {
  const totals = series.filter((each) => each.emphasis === 'total')
  let highest: { label: string; value: number; at: number } | null = null
  for (const { label, points } of totals.length > 0 ? totals : parts(series)) {
    for (const { at, value } of points) {
      if (value === null || at < from || at >= to) continue
      if (!highest || value > highest.value) highest = { label, value, at }
    }
  }
  return highest
}
