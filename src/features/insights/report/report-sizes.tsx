import { useMemo } from 'react'
import type { Moments, PlaceHours, SizeClass } from '#src/contract/insights.ts'
import { ReportPlaceholder, ReportSection } from '#src/components/report/report-page.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { summarizeRunOuts } from '#src/domain/insights/moments.ts'
import { listOpenDates } from '#src/domain/insights/place-hours.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as sizeText from '#messages/insight-sizes.ts'
import * as text from '#messages/report.ts'
import type { InsightsView } from '#src/features/insights/insights-view.ts'
import { createRaster, RunOutRaster, type Raster } from '#src/features/insights/run-out-raster.tsx'
import type { MomentsProgress } from '#src/features/insights/use-insights.ts'

/** Number of sizes that fit on the page. */
export const maxSizes = 5

/** The times when no room of a size was free. */
export function ReportSizes({
  view,
  hours,
  moments: { moments, done, weeks, error },
}: {
  view: InsightsView
  hours: PlaceHours | null
  moments: MomentsProgress
}) {
  const { zone } = view
  const raster = useMemo(
    () => createRaster(hours?.hours ?? [], hours ? listOpenDates(hours.hours) : [], zone),
    [hours, zone],
  )
  const isWhole = done === weeks && moments !== null
  const shown = isWhole ? listShownSizes(moments, zone) : []
  const total = moments?.sizes.length ?? 0
  const hasSeveralZones = new Set(view.rooms.map((room) => room.zone)).size > 1
  const isListed = !hasSeveralZones && shown.some(({ openMinutes }) => openMinutes > 0)
  return (
    <ReportSection
      title={text.enoughRooms}
      {...(isListed && { note: text.sizesNote(shown.length, total) })}
    >
      {hasSeveralZones ? (
        <p className="report-muted">{sizeText.severalZones}</p>
      ) : view.judgedIds.length === 0 ? (
        <p className="report-muted">{sizeText.noJudgedRooms}</p>
      ) : !isWhole ? (
        <ReportPlaceholder error={error} />
      ) : isListed ? (
        <SizeTable sizes={shown} raster={raster} zone={zone} />
      ) : (
        <p className="report-muted">{sizeText.neverOpen}</p>
      )}
    </ReportSection>
  )
}

/** Returns the sizes that ran out on the most days, as many as fit on the page, in ascending order of seats. */
export function listShownSizes({ sizes }: Moments, zone: TimeZone): SizeClass[] {
  return sizes
    .map((size) => ({ size, days: summarizeRunOuts(size.runOuts, zone).days }))
    .toSorted((one, other) => other.days - one.days)
    .slice(0, maxSizes)
    .map(({ size }) => size)
    .toSorted((one, other) => one.seats - other.seats)
}

const sizeColumns = [
  text.columnSize,
  text.columnRooms,
  text.columnMost,
  { label: text.columnNoneFree, className: 'report-left' },
  text.columnTime,
  text.columnDays,
]

function SizeTable({
  sizes,
  raster,
  zone,
}: {
  sizes: readonly SizeClass[]
  raster: Raster
  zone: TimeZone
}) {
  return (
    <table className="report-table report-sizes" aria-label={text.enoughRooms}>
      <TableHead columns={sizeColumns} />
      <tbody>
        {sizes.map((size) => (
          <SizeRow key={size.seats} {...{ size, raster, zone }} />
        ))}
      </tbody>
    </table>
  )
}

function SizeRow({ size, raster, zone }: { size: SizeClass; raster: Raster; zone: TimeZone }) {
  const { minutes, days } = summarizeRunOuts(size.runOuts, zone)
  const isUnknown = size.openMinutes > 0 && size.unknownMinutes >= size.openMinutes
  return (
    <tr>
      <th scope="row">{size.seats <= 1 ? text.anySize : text.orMore(size.seats)}</th>
      <td>{formatNumber(size.rooms)}</td>
      <td>{size.groups === null ? sizeText.notKnown : formatNumber(size.groups.count)}</td>
      <td className="report-left">
        <RunOutRaster size={size} raster={raster} />
      </td>
      <td>
        {isUnknown ? sizeText.notKnown : minutes > 0 ? sizeText.duration(minutes) : formatNumber(0)}
      </td>
      <td>{formatNumber(days)}</td>
    </tr>
  )
}
