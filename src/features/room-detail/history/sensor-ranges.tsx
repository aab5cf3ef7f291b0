import { CircleHelp } from 'lucide-react'
import { minute } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { formatDay } from '#src/format/periods.ts'
import { shortenMac } from '#src/format/sensor-labels.ts'
import * as text from '#messages/room-history.tsx'
import * as sensorText from '#messages/sensor-history.ts'
import { barsColumn, sensorColumn, sensors } from '#messages/room-detail.tsx'
import { SensorBars } from '#src/features/room-detail/sensor-list.tsx'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { toSensorRows } from '#src/features/room-detail/metric-export.ts'
import { Section } from '#src/features/room-detail/panel-layout.tsx'
import { toSectionExport } from './history-export.ts'
import type { HistoryView } from './history-view.ts'
import type { SensorRange } from './sensor-range.ts'
import {
  leastCoverage,
  leastOpenMinutes,
  questionsAboutSensors,
  type SensorQuestion,
} from './sensor-questions.ts'

export function SensorRangeSection({
  view,
  rows,
}: {
  view: HistoryView
  rows: readonly SensorRange[]
}) {
  const { history, dates, level, zone, exportHeading } = view
  const { minutes, knownMinutes, openMinutes } = history.coverage
  const period =
    history.days.length > 1
      ? sensorText.inDays(history.days.length)
      : sensorText.onDay(formatDay(history.from, zone))
  return (
    <Section
      title={sensors}
      note={dates}
      level={level}
      tools={
        history.sensors.length > 0 && (
          <ExportButtons
            label={sensors}
            getTable={() => toSectionExport(exportHeading, sensors, toSensorRows(rows))}
          />
        )
      }
    >
      {history.resolution === 'hour' && history.sensors.length === 0 ? (
        <p className="text-ink-muted">
          {history.isMinuteDataWithheld ? sensorText.sensorsWithheld : text.noMinutes}
        </p>
      ) : (
        <SensorRangeList
          rows={rows}
          period={period}
          isCovered={() =>
            openMinutes >= leastOpenMinutes && knownMinutes >= leastCoverage * minutes
          }
        />
      )}
    </Section>
  )
}

/**
 * Shows the max, mean and last of each sensor on a common scale, and asks about sensors that see hardly anyone.
 *
 * @param period as in the question: `in 7 days`
 * @param isCovered whether a sensor has data for most of the period
 */
export function SensorRangeList({
  rows,
  period,
  isCovered,
}: {
  rows: readonly SensorRange[]
  period: string
  isCovered: (row: SensorRange) => boolean
}) {
  const scale = Math.max(1, ...rows.map(({ metrics }) => metrics?.max ?? 0))
  return (
    <>
      <div aria-hidden="true" className="room-history-sensor room-history-sensor-head">
        <span>{sensorColumn}</span>
        <span>{sensorText.sensorsMax}</span>
        <span>{barsColumn}</span>
        <span className="text-right">{sensorText.sensorCoverage}</span>
      </div>
      <ul aria-label={sensors}>
        {rows.map((row) => (
          <SensorRangeRow key={row.mac} row={row} scale={scale} />
        ))}
      </ul>
      {questionsAboutSensors(rows, isCovered).map((question) => (
        <Question key={question.mac} question={question} period={period} />
      ))}
    </>
  )
}

function SensorRangeRow({
  row: { mac, name, address, hasName, colour, metrics, coverage, readings },
  scale,
}: {
  row: SensorRange
  scale: number
}) {
  const max = metrics?.max ?? null
  return (
    <li className="room-history-sensor border-t border-line py-3">
      <div className="grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-2 pr-2">
        <span
          className="sensor-colour mt-1 size-3 rounded-[3px]"
          style={{ backgroundColor: colour }}
        />
        <span className="line-clamp-3 text-15 font-medium" title={hasName ? name : address}>
          {name}
        </span>
        {hasName && (
          <span className="col-start-2 truncate text-ink-faint" title={address}>
            <span aria-hidden="true">{shortenMac(mac)}</span>
            <span className="sr-only">{address}</span>
          </span>
        )}
      </div>
      <p className="text-right text-32 font-semibold sm:text-left">
        {max === null ? <MissingValue label={text.noData} /> : formatNumber(max)}
      </p>
      <SensorBars metrics={metrics} maximum={scale} colour={colour} />
      <p className="room-history-sensor-coverage">
        <span className="font-medium">
          {coverage === null ? '–' : formatPercentage(coverage, 1)}
        </span>{' '}
        <span className="room-history-sensor-gaps">{readings}</span>
      </p>
    </li>
  )
}

function Question({ question, period }: { question: SensorQuestion; period: string }) {
  const { name, minutesWithOne, max, busiest } = question
  const duration =
    minutesWithOne > 0 ? formatDuration(minutesWithOne * minute) : sensorText.lessThanMinute
  return (
    <div className="room-history-question">
      <CircleHelp aria-hidden="true" className="mt-0.5 size-4 text-ink-muted" strokeWidth={1.5} />
      <div>
        <p className="font-medium">
          {max === 0
            ? sensorText.neverAnyone(name, period)
            : sensorText.neverMoreThanOne(name, period)}
        </p>
        <p className="text-ink-muted">
          {max === 0
            ? busiest && sensorText.othersSaw(busiest.name, busiest.max)
            : busiest
              ? sensorText.sawOnePersonWhile(duration, busiest.name, busiest.max)
              : sensorText.sawOnePerson(duration)}{' '}
          {sensorText.checkSeating(name)}
        </p>
      </div>
    </div>
  )
}
