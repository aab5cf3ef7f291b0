import { useEffect, useMemo } from 'react'
import type { ReplayRoom } from '#src/domain/history/replay.ts'
import { localDateAt } from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatCalendarDate, formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatDay } from '#src/format/periods.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/replay.ts'
import { ReplayBody } from './replay-body.tsx'
import { ReplayDock } from './replay-dock.tsx'
import type { ReplayLayouts } from './replay-rooms.tsx'
import { useReplayBoard } from './use-replay-board.ts'
import { useReplayControls } from './use-replay-controls.ts'
import { localDay, useClosedHours, useReplayDay } from './use-replay-day.ts'
import { useReplayPlace } from './use-replay-place.ts'

type ReplayViewProps = {
  layouts: ReplayLayouts
  topology: Topology | undefined
  allRooms: readonly ReplayRoom[]
  /** The moment that is replayed, in Unix milliseconds. */
  at: number
  onAt: (at: number) => void
  /** Receives the moment as text. */
  onMoment: (moment: string) => void
  onBack: () => void
}

/** The rooms of the place at the replayed moment, and the controls. */
export function ReplayView({
  layouts,
  topology,
  allRooms,
  at,
  onAt,
  onMoment,
  onBack,
}: ReplayViewProps) {
  const choice = useReplayBoard(topology !== undefined)
  const { rooms, zone, hasSeveralZones, siteId } = useReplayPlace(allRooms, topology, choice.board)
  const period = localDay(at, zone)
  const now = useServerClock(floorToMinute)
  const isPast = period.from < now
  const ids = useMemo(() => rooms.filter(({ sensors }) => sensors > 0).map(({ id }) => id), [rooms])
  const { loaded, error, collecting, unavailable } = useReplayDay(period, ids, isPast)
  const closed = useClosedHours(period, zone, siteId)

  const minutes = (period.to - period.from) / minuteMs
  const lastPast = Math.max(0, (Math.min(period.to, now) - period.from) / minuteMs - 1)
  const last = now < period.to ? (loaded?.day.lastKnown ?? lastPast) : lastPast
  const minute = Math.max(0, Math.min((at - period.from) / minuteMs, last))
  const shownAt = period.from + minute * minuteMs
  const time = formatTime(shownAt, zone)
  const moment = text.dayAndTime(formatCalendarDate(localDateAt(shownAt, zone)), time)
  useEffect(() => onMoment(moment), [moment, onMoment])
  const controls = useReplayControls(
    { period, zone, minute, last, hasNextDay: period.to < now, isLoaded: loaded !== undefined },
    onAt,
    onBack,
  )
  const known = loaded?.day.people
  const people = useMemo(
    () => Array.from({ length: minutes }, (_, index) => known?.[index] ?? null),
    [known, minutes],
  )
  const zoneNote = hasSeveralZones ? text.zoneNote(formatTimeZone(zone, shownAt)) : null
  return (
    <>
      <ReplayBody
        {...{ layouts, topology, choice, rooms, ids, isPast, loaded, error, unavailable }}
        {...{ period, zone, minute, last, time }}
        notes={[collecting, zoneNote]}
      />
      <ReplayDock
        day={{
          from: period.from,
          name: formatDay(period.from, zone),
          minutes,
          minute,
          last,
          people,
          closed,
          zone,
        }}
        controls={controls}
      />
    </>
  )
}

const floorToMinute = (now: number) => Math.floor(now / minuteMs) * minuteMs
