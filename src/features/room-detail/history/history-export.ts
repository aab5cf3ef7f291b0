import type { RoomHistory } from '#src/contract/history.ts'
import { findBusiestHour, summarizeUseTimes } from '#src/domain/history/room-figures.ts'
import { computeShares } from '#src/domain/insights/shares.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatIsoPeriod } from '#src/format/export-heading.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatHour, formatMinuteOfDay, formatWeekday } from '#src/format/periods.ts'
import type { Cell, ExportHeading, TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/room-export.ts'
import * as figureText from '#messages/room-figures.ts'
import type { HistoryView } from './history-view.ts'

type ExportedView = Pick<HistoryView, 'history' | 'previous' | 'zone' | 'exportHeading'>

/** Returns the table of a section to export. */
export function toSectionExport(
  heading: ExportHeading,
  section: string,
  rows: TableExport['rows'],
): TableExport {
  return { ...heading, title: `${heading.title}, ${section}`, rows }
}

/** Returns the figures of a room over a period as a table to export, with those of the earlier period if it is shown. */
export function toFiguresExport({
  history,
  previous,
  zone,
  exportHeading,
}: ExportedView): TableExport {
  const before = previous && listFigures(previous, zone)
  return {
    title: `${exportHeading.title}, ${text.figures}`,
    details: [
      ...exportHeading.details,
      ...(previous ? [[text.comparedWith, formatIsoPeriod(previous, zone)] as const] : []),
      ...(history.resolution === 'hour' && !history.isMinuteDataWithheld
        ? [[text.estimates, figureText.hourlyData] as const]
        : []),
    ],
    rows: [
      text.figureColumns,
      ...listFigures(history, zone).map((figure, index) => [
        ...figure,
        before?.[index]?.[1] ?? null,
      ]),
    ],
  }
}

type Figure = readonly [name: string, value: Cell, unit: string, at: Cell, allSensors: Cell]

function listFigures(history: RoomHistory, zone: HistoryView['zone']): Figure[] {
  const { coverage, openUse, capacity, peak, upperBound, averageInUse, days } = history
  const shares = computeShares([{ use: { ...coverage, ...openUse }, capacity }])
  const useTimes = summarizeUseTimes(days, zone)
  const busiest = findBusiestHour(history.weekHours)
  const percent = (name: string, share: number | null): Figure => [
    name,
    share === null ? null : share * 100,
    text.percent,
    null,
    null,
  ]
  const time = (name: string, minutes: number | undefined): Figure => [
    name,
    minutes === undefined ? null : formatMinuteOfDay(minutes),
    text.localTime,
    null,
    null,
  ]
  return [
    percent(figureText.frequency, shares.frequency?.value ?? null),
    percent(figureText.occupancyInUse, shares.occupancyInUse?.value ?? null),
    percent(figureText.utilisation, shares.utilisation),
    [
      text.peak,
      peak?.people ?? null,
      text.people,
      peak && formatIsoTime(peak.at, zone),
      peak && (peak.complete ? text.yes : text.no),
    ],
    [text.upperBound, upperBound, text.people, null, null],
    [text.averageInUse, averageInUse, text.people, null, null],
    time(text.firstUse, useTimes?.first.typical),
    time(text.earliestFirstUse, useTimes?.first.earliest),
    time(text.lastUse, useTimes?.last.typical),
    time(text.latestLastUse, useTimes?.last.latest),
    [
      text.busiestHour,
      busiest && `${formatWeekday(busiest.weekday)} ${formatHour(busiest.hour)}`,
      text.localTime,
      null,
      null,
    ],
    [text.busiestAverage, busiest?.average ?? null, text.people, null, null],
    percent(text.completeCoverage, shares.complete?.value ?? null),
    percent(text.knownCoverage, shares.known?.value ?? null),
    [text.capacity, capacity, text.people, null, null],
  ]
}

/** Returns the periods without data as a table to export, and states how many more there are. */
export function toGapsExport({ history, zone, exportHeading }: ExportedView): TableExport {
  const { gaps, moreGaps } = history.coverage
  return {
    title: `${exportHeading.title}, ${text.gaps}`,
    details: [
      ...exportHeading.details,
      ...(moreGaps > 0 ? [[text.notInFile, text.moreGaps(moreGaps)] as const] : []),
    ],
    rows: [
      text.gapColumns,
      ...gaps.map(({ from, to }) => [
        formatIsoTime(from, zone),
        formatIsoTime(to, zone),
        (to - from) / minute,
      ]),
    ],
  }
}
