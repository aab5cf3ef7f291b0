import { useMemo } from 'react'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { formatTimeZone } from '#src/format/dates.ts'
import * as text from '#messages/charts.ts'
import { formatTimestamp, formatSeriesValue } from './chart-labels.ts'
import type { SeriesValue, ChartData } from './chart-data.ts'
import { toChartRows } from './chart-rows.ts'

/** The chart's data as a table: one row per time, newest first, and one column per series. */
export function ChartTable({ data, height }: { data: ChartData; height: number }) {
  const rows = useMemo(() => toChartRows(data).toReversed(), [data])
  return (
    <ScrollRegion
      label={text.tableRegion(data.label)}
      className="print:max-h-none!"
      style={{ maxHeight: `${height / 16}rem` }}
    >
      <table className="w-full border-collapse text-13 tabular-nums">
        <caption className="sr-only">
          {text.tableCaption(data.label, formatTimeZone(data.zone, data.from, data.to))}
        </caption>
        <thead className="sticky top-0 bg-surface-raised text-ink-faint">
          <tr>
            <th scope="col" className="h-7 pr-4 text-left font-normal">
              {text.tableTime}
            </th>
            {data.series.map(({ id, label }) => (
              <th key={id} scope="col" className="h-7 pl-4 text-right font-normal">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, cells }) => (
            <tr key={at} className="border-t border-line">
              <th
                scope="row"
                className="h-8 pr-4 text-left font-normal whitespace-nowrap text-ink-muted"
              >
                {formatTimestamp(data, at)}
              </th>
              {cells.map((cell) => (
                <ValueCell key={cell.series.id} seriesValue={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function ValueCell({ seriesValue }: { seriesValue: SeriesValue }) {
  const strong = seriesValue.series.emphasis === 'total' ? 'font-semibold' : ''
  return (
    <td className={`h-8 pl-4 text-right text-ink ${strong}`}>
      {seriesValue.value === null ? (
        <MissingValue label={text.tableNoData} />
      ) : (
        formatSeriesValue(seriesValue)
      )}
    </td>
  )
}
