import { zoneInWords } from '#src/format/zone-label.ts'
import { formatDayAndTime } from '#src/domain/time/zone.ts'
import { gapsOf } from './gaps.ts'
import { type ChartData, parts } from './series.ts'
import { formatValue } from './value-label.ts'

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
