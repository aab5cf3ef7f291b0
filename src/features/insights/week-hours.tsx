import { useMemo } from 'react'
import type { TableData } from '#src/components/charts/data-table.tsx'
import { findBusiest, computeWeekMap, type WeekCell } from '#src/domain/insights/place-hours.ts'
import { formatHour, formatWeekday } from '#src/format/periods.ts'
import * as text from '#messages/insights.ts'
import { HourRooms } from './hour-rooms.tsx'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import type { ChangeInsightsParams, InsightsParams } from './insights-params.ts'
import type { InsightsView } from './insights-view.ts'
import { hourSpan, listSpread, spreadColumns } from './typical-day.tsx'
import type { usePlaceHours } from './use-insights.ts'
import { createWeekScale } from './week-scale.ts'
import { WeekGrid } from './week-grid.tsx'

/** The typical number of people by weekday and hour. A cell opens the rooms behind it. */
export function WeekSection({
  view,
  hours: { data, error, isWaiting },
  params,
  change,
  isEnabled,
}: {
  view: InsightsView
  hours: ReturnType<typeof usePlaceHours>
  params: InsightsParams
  change: ChangeInsightsParams
  /** Whether to request the rooms of an hour. */
  isEnabled: boolean
}) {
  const cells = useMemo(() => (data ? computeWeekMap(data.hours) : null), [data])
  const busiest = useMemo(() => (cells ? findBusiest(cells) : null), [cells])
  const scale = createWeekScale(busiest?.median ?? 0)
  const hasData = cells !== null && cells.some(({ median }) => median !== null)
  const shown = params.hour ?? busiest
  const cell = cells?.find((one) => one.weekday === shown?.weekday && one.hour === shown.hour)
  return (
    <InsightsSection
      title={text.week}
      {...(cells !== null && { note: describeBusiest(busiest) })}
      table={hasData ? toTable(cells, view.dates) : null}
      exportHeading={view.exportHeading}
      isTable
      isWaiting={isWaiting}
    >
      {cells === null ? (
        <SectionPlaceholder title={text.week} error={error} />
      ) : hasData ? (
        <>
          <WeekGrid
            caption={text.weekCaption(view.dates)}
            cells={cells}
            scale={scale}
            selected={shown}
            onSelect={(hour) => change({ hour })}
          />
          <WeekLegend limits={scale.limits} />
          {cell && <HourRooms {...{ view, params, cell, change, isEnabled }} />}
        </>
      ) : (
        <p className="insights-empty">{text.noData}</p>
      )}
    </InsightsSection>
  )
}

function describeBusiest(busiest: WeekCell | null): string {
  const weekday = busiest && text.weekdays[busiest.weekday]
  return busiest && weekday ? text.weekBusiest(weekday, hourSpan(busiest.hour)) : text.weekNote
}

function toTable(cells: readonly WeekCell[], dates: string): TableData {
  return {
    caption: text.weekCaption(dates),
    columns: [text.columnWeekday, text.columnHour, ...spreadColumns],
    rows: cells.map((cell) => [
      formatWeekday(cell.weekday),
      formatHour(cell.hour),
      ...listSpread(cell),
    ]),
  }
}

export function WeekLegend({
  limits,
  hasUnknown = true,
}: {
  limits: readonly number[]
  /** Whether to explain cells without data. */
  hasUnknown?: boolean
}) {
  return (
    <div className="insights-legend">
      <p className="sr-only">{text.legendName}</p>
      <ul className="insights-steps">
        {limits.map((limit, index) => (
          <li key={limit}>
            <i className={`insights-step-${index + 1}`} />
            {text.legendStep((limits[index - 1] ?? 0) + 1, limit)}
          </li>
        ))}
        <li>
          <i className="insights-step-5" />
          {text.legendOver(limits.at(-1) ?? 0)}
        </li>
      </ul>
      <span>
        <i className="insights-swatch insights-swatch-closed" />
        {text.closed}
      </span>
      {hasUnknown && (
        <span>
          <i className="insights-swatch insights-swatch-unknown" />
          {text.noDataLegend}
        </span>
      )}
    </div>
  )
}
