import type { TableData, TimeCell } from '#src/components/charts/data-table.tsx'
import type { Moments } from '#src/contract/insights.ts'
import { summarizeRunOuts } from '#src/domain/insights/moments.ts'
import { localDateAt } from '#src/domain/time/local-date.ts'
import { minute } from '#src/domain/time/duration.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatIsoTime } from '#src/format/iso-time.ts'
import { formatDay } from '#src/format/periods.ts'
import type { TableExport } from '#src/lib/csv.ts'
import * as text from '#messages/insight-sizes.ts'
import type { InsightsView } from './insights-view.ts'
import type { MomentsProgress } from './use-insights.ts'

/**
 * Returns supply and demand of each size as a table to export: rooms, most groups at one time, and when no room was
 * free. States how much of the period is checked if that is not all of it.
 */
export function toSizesExport(
  { sizes, hourly }: Moments,
  { exportHeading, zone }: InsightsView,
  { done, weeks }: Pick<MomentsProgress, 'done' | 'weeks'>,
): TableExport {
  return {
    title: `${exportHeading.title}, ${text.supplyAndDemand}`,
    details: [
      ...exportHeading.details,
      ...(done < weeks ? [[text.progress, text.checking(done, weeks)] as const] : []),
      ...(hourly.length > 0 ? [[text.exportEstimates, text.hourlySizes] as const] : []),
    ],
    rows: [
      text.sizesColumns,
      ...sizes.map(({ seats, rooms, groups, openMinutes, unknownMinutes, runOuts }) => {
        const { minutes, days, longest } = summarizeRunOuts(runOuts, zone)
        return [
          seats,
          rooms,
          groups?.count ?? null,
          groups && formatIsoTime(groups.at, zone),
          openMinutes,
          unknownMinutes,
          minutes,
          days,
          longest && formatIsoTime(longest.from, zone),
          longest && formatIsoTime(longest.to, zone),
          longest && (longest.to - longest.from) / minute,
        ]
      }),
    ],
  }
}

/** Returns the periods in which no room of a size was free, and those that are unknown. */
export function toRunOutTable(
  { sizes, hourly }: Moments,
  { zone, dates }: InsightsView,
): TableData {
  const toTime = (at: number): TimeCell => ({
    shown: formatTime(at, zone),
    exported: formatIsoTime(at, zone),
  })
  const rows = sizes.flatMap((size) =>
    [
      ...size.runOuts.map((period) => ({ ...period, state: text.stateRanOut })),
      ...size.unknown.map((period) => ({ ...period, state: text.stateUnknown })),
    ]
      .toSorted((one, other) => one.from - other.from)
      .map(({ from, to, state }) => [
        { shown: formatDay(from, zone), exported: localDateAt(from, zone) },
        size.seats,
        toTime(from),
        toTime(to),
        (to - from) / minute,
        state,
        hourly.some((one) => one.from < to && one.to > from) ? text.yes : text.no,
      ]),
  )
  return {
    caption: `${text.sizes} ${dates}`,
    columns: [
      text.columnDay,
      text.columnSeats,
      text.columnFrom,
      text.columnTo,
      text.columnMinutes,
      text.columnState,
      text.columnEstimate,
    ],
    rows,
  }
}
