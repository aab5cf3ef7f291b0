import { clsx } from 'clsx'
import { useMemo } from 'react'
import { longestNumber, WeekNumber, WeekTable } from '#src/components/charts/week-table.tsx'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import { computeWeekMap, findBusiest, type WeekCell } from '#src/domain/insights/place-hours.ts'
import * as text from '#messages/insights.ts'
import { shownHours } from '#src/features/insights/shown-hours.ts'
import type { usePlaceHours } from '#src/features/insights/use-insights.ts'
import {
  describeWeekCell,
  formatWeekCell,
  weekCellClass,
  weekdays,
} from '#src/features/insights/week-grid.tsx'
import { WeekLegend } from '#src/features/insights/week-hours.tsx'
import { createWeekScale } from '#src/features/insights/week-scale.ts'

/** Number of hours up to which a column is wide enough for three digits. */
const maxWideHours = 12

/** Returns the hours from opening to closing; without opening hours, those of the Insights page. */
function listHours(cells: readonly WeekCell[]): number[] {
  const open = cells.filter(({ isOpen }) => isOpen).map(({ hour }) => hour)
  if (open.length === 0) return shownHours(cells)
  const first = Math.min(...open)
  return Array.from({ length: Math.max(...open) - first + 1 }, (_, index) => first + index)
}

/** The typical number of people by weekday and hour of opening. */
export function ReportWeek({
  hours: { data, error },
  dates,
}: {
  hours: Pick<ReturnType<typeof usePlaceHours>, 'data' | 'error'>
  dates: string
}) {
  const cells = useMemo(() => (data ? computeWeekMap(data.hours) : null), [data])
  const scale = createWeekScale((cells && findBusiest(cells)?.median) ?? 0)
  const hours = cells ? listHours(cells) : []
  const shown = cells?.filter(({ hour }) => hours.includes(hour)) ?? []
  const hasData = cells?.some(({ median }) => median !== null) === true
  const cell = (weekday: number, hour: number) => {
    const one = cells?.[weekday * 24 + hour]
    return (
      <td key={`${weekday}-${hour}`} className={weekCellClass(one, scale)}>
        <span className="sr-only">{describeWeekCell(one, { weekday, hour })}</span>
        <WeekNumber>{formatWeekCell(one)}</WeekNumber>
      </td>
    )
  }
  return (
    <ReportSection title={text.week} note={text.weekNote}>
      {cells === null ? (
        <ReportPlaceholder error={error} />
      ) : hasData ? (
        <>
          <WeekTable
            className={clsx('insights-week', hours.length > maxWideHours && 'report-week-long')}
            cornerClassName="insights-corner"
            caption={text.weekCaption(dates)}
            columnLabels={{ weekday: text.columnWeekday, hour: text.columnHour }}
            weekdays={weekdays}
            hours={hours}
            longest={longestNumber(shown.map(formatWeekCell))}
            isTransposed={false}
            cell={cell}
          />
          <WeekLegend
            limits={scale.limits}
            hasUnknown={shown.some(({ median }) => median === null)}
          />
        </>
      ) : (
        <p className="report-muted">{text.noData}</p>
      )}
    </ReportSection>
  )
}
