import { useMemo } from 'react'
import type { Moments, PlaceHours, SizeClass } from '#src/contract/insights.ts'
import { Button } from '#src/components/ui/button.tsx'
import { ProgressBar } from '#src/components/ui/progress-bar.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { TableHead } from '#src/components/ui/table-head.tsx'
import { summarizeRunOuts } from '#src/domain/insights/moments.ts'
import { listOpenDates } from '#src/domain/insights/place-hours.ts'
import { minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDay } from '#src/format/periods.ts'
import * as text from '#messages/insight-sizes.ts'
import { InsightsSection, SectionPlaceholder } from './insights-section.tsx'
import type { InsightsView } from './insights-view.ts'
import { RoomUnits } from './room-units.tsx'
import { createRaster, RasterAxis, RunOutRaster, type Raster } from './run-out-raster.tsx'
import { toRunOutTable, toSizesExport } from './sizes-export.ts'
import { SiteButtons, sizesSectionId, useReturnToSizes } from './site-buttons.tsx'
import type { MomentsProgress } from './use-insights.ts'

type RoomSizeProps = {
  view: InsightsView
  hours: PlaceHours | null
  progress: MomentsProgress
  isStopped: boolean
  onStop: (isStopped: boolean) => void
  /** Whether a site was selected in this section, to which the page then returns. */
  isSiteSelected: boolean
  onSelectSite: (id: string) => void
  /** Called when the page has returned. */
  onReachSection: () => void
}

/** The times when no room of a size was free, and the most groups at one time. Loads week by week. */
export function RoomSizeSection({
  view,
  hours,
  progress,
  isStopped,
  onStop,
  isSiteSelected,
  onSelectSite,
  onReachSection,
}: RoomSizeProps) {
  const { moments, done, weeks, error } = progress
  const judged = view.judgedIds.length
  const dates = useMemo(() => (hours ? listOpenDates(hours.hours) : []), [hours])
  const raster = useMemo(
    () => createRaster(hours?.hours ?? [], dates, view.zone),
    [hours, dates, view.zone],
  )
  const isDone = done === weeks
  const hasOpenMinutes = moments?.sizes.some(({ openMinutes }) => openMinutes > 0) === true
  const zones = new Set(view.rooms.map(({ zone }) => zone))
  const hasSeveralZones = zones.size > 1
  useReturnToSizes(isSiteSelected && !hasSeveralZones, onReachSection)
  if (hasSeveralZones) {
    return (
      <InsightsSection title={text.sizes} id={sizesSectionId}>
        <SiteButtons sites={view.sites} onSelect={onSelectSite} />
      </InsightsSection>
    )
  }
  return (
    <InsightsSection
      title={text.sizes}
      id={sizesSectionId}
      {...(moments &&
        isDone &&
        hasOpenMinutes && { note: summarize(moments, dates.length, view.zone) })}
      table={moments && hasTimes(moments) ? toRunOutTable(moments, view) : null}
      tools={
        moments &&
        hasOpenMinutes && (
          <ExportButtons
            label={text.supplyAndDemand}
            copyText={text.supplyCopyButton}
            csvText={text.supplyButton}
            className="insights-csv"
            getTable={() => toSizesExport(moments, view, progress)}
          />
        )
      }
      exportHeading={view.exportHeading}
    >
      {judged === 0 ? (
        <p className="insights-empty">{text.noJudgedRooms}</p>
      ) : (
        <>
          {!isDone && !error && (
            <Progress done={done} weeks={weeks} isStopped={isStopped} onStop={onStop} />
          )}
          {error && <SectionPlaceholder title={text.sizes} error={error} />}
          {moments && hasOpenMinutes && (
            <SizeTable moments={moments} raster={raster} zone={view.zone} />
          )}
          {moments && isDone && !hasOpenMinutes && (
            <p className="insights-empty">{text.neverOpen}</p>
          )}
          <p className="insights-foot">
            {text.bookableRooms(judged)} {text.freeAfter}
            {moments?.sizes.some(({ unknown }) => unknown.length > 0) && ` ${text.greyIsUnknown}`}
            {moments && moments.hourly.length > 0 && ` ${text.hourlySizes}`}
          </p>
        </>
      )}
    </InsightsSection>
  )
}

/** Returns whether the rooms of any size ran out, or were unknown, at any time. */
function hasTimes({ sizes }: Moments): boolean {
  return sizes.some(({ runOuts, unknown }) => runOuts.length + unknown.length > 0)
}

/** Returns a sentence about the size that ran out on the most days; of equal sizes, the smallest. */
function summarize({ sizes }: Moments, openDays: number, zone: TimeZone): string {
  const [worst] = sizes
    .map((size) => ({ size, days: summarizeRunOuts(size.runOuts, zone).days }))
    .toSorted((one, other) => other.days - one.days)
  if (!worst || worst.days === 0) return text.alwaysFree
  return text.ranOut(worst.size.seats, worst.days, openDays, worst.size.groups?.count ?? 0)
}

const sizeLabel = ({ seats }: SizeClass) => (seats <= 1 ? text.anySize : text.seatsOrMore(seats))

function Progress({
  done,
  weeks,
  isStopped,
  onStop,
}: {
  done: number
  weeks: number
  isStopped: boolean
  onStop: (isStopped: boolean) => void
}) {
  return (
    <div className="insights-progress">
      <p role="status">{text.checking(done, weeks)}</p>
      <ProgressBar label={text.progress} max={weeks} value={done} />
      <Button onClick={() => onStop(!isStopped)}>{isStopped ? text.resume : text.cancel}</Button>
    </div>
  )
}

function SizeTable({
  moments: { sizes },
  raster,
  zone,
}: {
  moments: Moments
  raster: Raster
  zone: TimeZone
}) {
  return (
    <table className="insights-sizes" aria-label={text.sizes}>
      <TableHead
        columns={[
          text.columnSize,
          text.columnRooms,
          text.columnWhen(raster.dates.length),
          text.columnTime,
          text.columnDays,
          text.columnLongest,
        ]}
      />
      <tbody>
        {sizes.map((size, index) => (
          <SizeRow
            key={size.seats}
            size={size}
            raster={raster}
            zone={zone}
            isLast={index === sizes.length - 1}
          />
        ))}
      </tbody>
    </table>
  )
}

function SizeRow({
  size,
  raster,
  zone,
  isLast,
}: {
  size: SizeClass
  raster: Raster
  zone: TimeZone
  isLast: boolean
}) {
  const { minutes, days, longest } = summarizeRunOuts(size.runOuts, zone)
  const groups = size.groups?.count ?? null
  return (
    <tr>
      <th scope="row">{sizeLabel(size)}</th>
      <td>
        <RoomUnits rooms={size.rooms} used={groups ?? 0} />
        {groups === null
          ? text.roomsOnly(size.rooms)
          : text.roomsAndGroups(size.rooms, groups, size.seats)}
      </td>
      <td>
        <RunOutRaster size={size} raster={raster} />
        {isLast && <RasterAxis raster={raster} />}
      </td>
      <td className={minutes > 0 ? 'insights-sizes-number' : 'insights-sizes-zero'}>
        {minutes > 0 ? text.duration(minutes) : formatNumber(0)}
      </td>
      <td className={days > 0 ? 'insights-sizes-number' : 'insights-sizes-zero'}>
        {formatNumber(days)}
        <span className="insights-sizes-unit"> {text.daysUnit(days)}</span>
      </td>
      <td>
        {longest === null ? (
          size.openMinutes > 0 && size.unknownMinutes >= size.openMinutes ? (
            text.notKnown
          ) : (
            text.roomAlwaysFree
          )
        ) : (
          <>
            {text.span(
              formatDay(longest.from, zone),
              formatTime(longest.from, zone),
              formatTime(longest.to, zone),
            )}
            <br />
            {text.duration((longest.to - longest.from) / minute)}
          </>
        )}
      </td>
    </tr>
  )
}
