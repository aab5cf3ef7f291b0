import type { ReactNode } from 'react'
import { MissingValue } from '#src/components/occupancy/room-metric.tsx'
import type { RoomHistory } from '#src/contract/history.ts'
import { findBusiestHour, summarizeUseTimes } from '#src/domain/history/room-figures.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDay, formatHour, formatMinuteOfDay, formatWeekday } from '#src/format/periods.ts'
import { Link, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam } from '#src/lib/overview-params.ts'
import { replayHref } from '#src/lib/replay-params.ts'
import { replay } from '#messages/replay.ts'
import * as text from '#messages/room-history.tsx'
import * as figureText from '#messages/room-figures.ts'
import { Calculation } from './calculation.tsx'

export function HistoryFigures({ history, zone }: { history: RoomHistory; zone: TimeZone }) {
  const { averageInUse, days, minutesInUse, personMinutes } = history
  const busiest = findBusiestHour(history.weekHours)
  const useTimes = summarizeUseTimes(days, zone)
  const isOneDay = days.length <= 1
  return (
    <dl className="room-history-figures">
      <PeakFigure {...{ history, zone }} />
      <Figure
        name="averageInUse"
        label={figureText.averageInUse}
        history={history}
        formula={
          averageInUse === null
            ? null
            : figureText.division(
                figureText.personMinutes(personMinutes),
                figureText.minutesInUse(minutesInUse),
                formatDecimal(averageInUse),
              )
        }
        note={figureText.averageUnit(averageInUse ?? 0)}
      >
        {averageInUse !== null && formatDecimal(averageInUse)}
      </Figure>
      <UseFigure
        {...{ history, isOneDay }}
        name="firstUse"
        label={isOneDay ? figureText.firstUse : figureText.typicalFirstUse}
        days={useTimes?.days ?? 0}
        typical={useTimes?.first.typical ?? null}
        extreme={useTimes && figureText.earliest(formatMinuteOfDay(useTimes.first.earliest))}
      />
      <UseFigure
        {...{ history, isOneDay }}
        name="lastUse"
        label={isOneDay ? figureText.lastUse : figureText.typicalLastUse}
        days={useTimes?.days ?? 0}
        typical={useTimes?.last.typical ?? null}
        extreme={useTimes && figureText.latest(formatMinuteOfDay(useTimes.last.latest))}
      />
      <Figure
        name="busiestHour"
        label={figureText.busiestHour}
        history={history}
        formula={
          busiest &&
          figureText.division(
            figureText.personMinutes(busiest.personMinutes),
            figureText.minutesWithData(busiest.knownMinutes),
            formatDecimal(busiest.average),
          )
        }
        note={busiest && figureText.averagePeople(busiest.average)}
      >
        {busiest &&
          (isOneDay
            ? formatHour(busiest.hour)
            : `${formatWeekday(busiest.weekday)} ${formatHour(busiest.hour)}`)}
      </Figure>
    </dl>
  )
}

function PeakFigure({ history, zone }: { history: RoomHistory; zone: TimeZone }) {
  const { peak, capacity, upperBound } = history
  const place = placeParam.read(useSearchParams())
  return (
    <Figure
      name="peak"
      label={figureText.peak}
      history={history}
      note={
        <>
          {peak && peak.people > 0 && `${formatDay(peak.at, zone)}, ${formatTime(peak.at, zone)}`}
          {peak && peak.people > 0 && history.resolution === 'minute' && (
            <span className="block">
              <Link href={replayHref(peak.at, place)} className="underline">
                {replay}
              </Link>
            </span>
          )}
          {peak && upperBound !== null && upperBound > peak.people && (
            <span className="block">{figureText.upperBound(upperBound)}</span>
          )}
        </>
      }
    >
      {peak && (
        <>
          {formatNumber(peak.people)}
          {!peak.complete && <span className="text-busy-ink">+</span>}
          {capacity !== null && <small> {figureText.ofSeats(capacity)}</small>}
        </>
      )}
    </Figure>
  )
}

function UseFigure({
  name,
  label,
  history,
  isOneDay,
  days,
  typical,
  extreme,
}: {
  name: 'firstUse' | 'lastUse'
  label: string
  history: RoomHistory
  isOneDay: boolean
  /** Number of days with a first and a last use. */
  days: number
  /** Minutes since midnight; null if never in use, or without minute data. */
  typical: number | null
  /** The earliest or the latest time, formatted. */
  extreme: string | null
}) {
  return (
    <Figure
      name={name}
      label={label}
      history={history}
      formula={days > 0 && !isOneDay ? figureText.medianOfDays(days) : null}
      note={typical === null ? describeMissingUse(history) : !isOneDay && extreme}
    >
      {typical !== null && formatMinuteOfDay(typical)}
    </Figure>
  )
}

/** Returns why a period has no first and last use; null if the room was never in use. */
function describeMissingUse(history: RoomHistory): string | null {
  const { resolution, isMinuteDataWithheld, minutesInUse } = history
  if (resolution === 'hour')
    return isMinuteDataWithheld ? figureText.notKept : figureText.notByMinute
  return minutesInUse > 0 ? figureText.onlyBriefUse : null
}

function Figure({
  name,
  label,
  history: { coverage },
  formula = null,
  note,
  children,
}: {
  name: keyof typeof figureText.rules
  label: string
  history: RoomHistory
  formula?: string | null
  note: ReactNode
  /** The value; empty if unknown. */
  children: ReactNode
}) {
  return (
    <div>
      <dt>
        <Calculation
          label={label}
          rule={figureText.rules[name]}
          formula={formula}
          counted={coverage.knownMinutes}
          missing={coverage.minutes - coverage.knownMinutes}
        />
        <span className="block text-ink-faint">{note}</span>
      </dt>
      <dd>{children || <MissingValue label={text.noValue} />}</dd>
    </div>
  )
}
