import type { PlaceHour, SizeClass } from '#src/contract/insights.ts'
import type { Period } from '#src/domain/history/ranges.ts'
import { localDateAt, localMinuteOfDay } from '#src/domain/time/local-date.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatHour } from '#src/format/periods.ts'

/** A raster with opening hours as columns and open days as rows, the same for all sizes. */
export type Raster = {
  dates: readonly string[]
  zone: TimeZone
  /** Hours of the day at the left and the right edge. */
  from: number
  to: number
}

const width = 1_000
const height = 42

/** Returns the raster of the open hours of a period. */
export function createRaster(
  hours: readonly PlaceHour[],
  dates: readonly string[],
  zone: TimeZone,
): Raster {
  const open = hours.filter(({ isOpen }) => isOpen).map(({ hour }) => hour)
  return {
    dates,
    zone,
    from: open.length > 0 ? Math.min(...new Set(open)) : 8,
    to: open.length > 0 ? Math.max(...new Set(open)) + 1 : 18,
  }
}

/** Returns an SVG path with one horizontal line per period, in the row of its day. */
export function toRasterPath(
  periods: readonly Period[],
  { dates, zone, from, to }: Raster,
): string {
  const rows = new Map(dates.map((date, index) => [date, index]))
  const rowHeight = height / Math.max(1, dates.length)
  const x = (minuteOfDay: number) =>
    Math.min(width, Math.max(0, ((minuteOfDay - from * 60) / ((to - from) * 60)) * width))
  return periods
    .map((period) => {
      const row = rows.get(localDateAt(period.from, zone))
      if (row === undefined) return ''
      const start = localMinuteOfDay(period.from, zone)
      const [left, right] = [x(start), x(start + (period.to - period.from) / minute)]
      const y = (row + 0.5) * rowHeight
      return `M${left.toFixed(1)} ${y.toFixed(1)}H${Math.max(right, left + 2).toFixed(1)}`
    })
    .join('')
}

/** The times when no room of a size was free. Hidden from screen readers, because the section also has a table. */
export function RunOutRaster({ size, raster }: { size: SizeClass; raster: Raster }) {
  const lineWidth = Math.max(0.75, Math.min(2, height / Math.max(1, raster.dates.length)))
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="insights-raster"
    >
      {listTicks(raster).map(({ hour, share }) => (
        <path
          key={hour}
          className="insights-grid"
          vectorEffect="non-scaling-stroke"
          d={`M${share * width} 0V${height}`}
        />
      ))}
      <path
        className="insights-run-out-unknown"
        vectorEffect="non-scaling-stroke"
        strokeWidth={lineWidth}
        d={toRasterPath(size.unknown, raster)}
      />
      <path
        className="insights-run-out"
        vectorEffect="non-scaling-stroke"
        strokeWidth={lineWidth}
        d={toRasterPath(size.runOuts, raster)}
      />
    </svg>
  )
}

/** Returns the hours with a line: every second one. `share` is the position between the edges, from 0 to 1. */
function listTicks({ from, to }: Raster): { hour: number; share: number }[] {
  return Array.from({ length: Math.floor((to - from) / 2) + 1 }, (_, index) => {
    const hour = from + 2 * index
    return { hour, share: (hour - from) / (to - from) }
  })
}

/** The hours below the rasters. The style sheet hides some of them if the raster is narrow. */
export function RasterAxis({ raster }: { raster: Raster }) {
  const distance = 2 / (raster.to - raster.from)
  return (
    <div className="insights-axis">
      {listTicks(raster).map(({ hour, share }, index) => (
        <span
          key={hour}
          data-every={index % 4 === 0 ? 8 : index % 2 === 0 ? 4 : 2}
          data-edge={share === 0 ? 'left' : share === 1 ? 'right' : undefined}
          style={{ left: `${Math.max(0, share - distance) * 100}%`, width: `${distance * 100}%` }}
        >
          <i>{formatHour(hour)}</i>
        </span>
      ))}
    </div>
  )
}
