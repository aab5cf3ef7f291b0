import { LayoutGrid, Map as MapIcon } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, type ComponentType } from 'react'
import { SegmentedControl, type Segment } from '#src/components/ui/segmented-control.tsx'
import { createReplayRooms, type ReplayDay, type ReplayRoom } from '#src/domain/history/replay.ts'
import { toRoomCardModels, type RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import {
  addDays,
  localDateAt,
  localMinuteOfDay,
  startOfLocalDate,
} from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import { findMainZone } from '#src/domain/time/main-zone.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { formatCalendarDate, formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatDay } from '#src/format/periods.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams, type ReplayLayout } from '#src/lib/replay-params.ts'
import { roomHref } from '#src/lib/routes.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/replay.ts'
import { ReplayDock } from './replay-dock.tsx'
import { useReplayKeys } from './replay-keys.ts'
import { ReplayLoading, ReplayNotes, ReplayUnavailable } from './replay-states.tsx'
import { ReplayTotals } from './replay-totals.tsx'
import { usePlayback, type Speed } from './use-playback.ts'
import { localDay, useClosedHours, useReplayDay, type LoadedDay } from './use-replay-day.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const
const layoutSegments: readonly Segment<ReplayLayout>[] = [
  { value: 'cards', label: text.cards, icon: <LayoutGrid {...iconProps} /> },
  { value: 'plan', label: text.plan, icon: <MapIcon {...iconProps} /> },
]

/** The components that show the rooms, which are those of other features. */
export type ReplayLayouts = {
  Cards: ComponentType<{
    rooms: readonly RoomCardModel[]
    day: ReplayDay
    minute: number
    time: string
    getRoomHref: (roomId: string) => string
  }>
  Plan: ComponentType<{
    rooms: readonly RoomCardModel[]
    topology: Topology
    place: string | null
    onPlace: (place: string) => void
    onShowCards: () => void
    getRoomHref: (roomId: string) => string
  }>
}

type ReplayViewProps = {
  layouts: ReplayLayouts
  topology: Topology | undefined
  allRooms: readonly ReplayRoom[]
  /** The moment in Unix milliseconds. */
  at: number
  onAt: (at: number) => void
  /** Receives the moment as text. */
  onMoment: (moment: string) => void
  onBack: () => void
}

/** The rooms of the place at the moment, and the controls. */
export function ReplayView(props: ReplayViewProps) {
  const { topology, allRooms, at, onAt, onMoment, onBack } = props
  const search = useSearchParams()
  const place = replayParams.place.read(search)
  const places = useMemo(() => locateFloors(topology), [topology])
  const rooms = useMemo(() => filterByPlace(allRooms, places, place), [allRooms, places, place])
  const zones = useMemo(
    () =>
      (rooms.length > 0 ? rooms : allRooms).map(({ floorId }) =>
        findFloorLocation(places, floorId),
      ),
    [rooms, allRooms, places],
  )
  const zone = findMainZone(zones)
  const period = localDay(at, zone)
  const nowMinute = useServerClock(floorToMinute)
  const ids = useMemo(() => rooms.map(({ id }) => id), [rooms])
  const { loaded, error, collecting } = useReplayDay(period, ids, period.from < nowMinute)
  const closed = useClosedHours(period, zone, zones[0]?.siteId ?? null)

  const minutes = (period.to - period.from) / minuteMs
  const isToday = nowMinute < period.to
  const last = isToday
    ? (loaded?.day.lastKnown ?? Math.max(0, (nowMinute - period.from) / minuteMs - 1))
    : minutes - 1
  const minute = Math.max(0, Math.min((at - period.from) / minuteMs, last))
  const shownAt = period.from + minute * minuteMs
  const time = formatTime(shownAt, zone)
  const moment = text.dayAndTime(formatCalendarDate(localDateAt(shownAt, zone)), time)
  useEffect(() => onMoment(moment), [moment, onMoment])

  const [isPlaying, setIsPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const move = useCallback(
    (to: number) => onAt(period.from + Math.max(0, Math.min(to, last)) * minuteMs),
    [onAt, period.from, last],
  )
  const isRunning = isPlaying && loaded !== undefined
  usePlayback(isRunning, speed, (step) => {
    move(minute + step)
    if (minute + step >= last) setIsPlaying(false)
  })
  const hasNextDay = period.to < nowMinute
  const controls = {
    isPlaying,
    speed,
    hasNextDay,
    onTogglePlaying: () => setIsPlaying(!isPlaying && minute < last),
    onSpeed: setSpeed,
    onMinute: move,
    onMoveDays: (days: number) => {
      if (days < 0 || hasNextDay) onAt(sameTimeOnDay(shownAt, days, zone))
    },
  }
  useReplayKeys({
    togglePlaying: controls.onTogglePlaying,
    move: (step) => move(minute + step),
    moveDays: controls.onMoveDays,
    backToLive: onBack,
  })
  const zoneNote =
    new Set(zones.map((one) => one.zone.name)).size > 1
      ? text.zoneNote(formatTimeZone(zone, shownAt))
      : null
  return (
    <>
      {loaded ? (
        <ReplayRooms {...props} {...{ rooms, loaded, minute, time, zone, zoneNote, collecting }} />
      ) : rooms.length === 0 ? (
        <ReplayNotes notes={[text.noRooms]} />
      ) : period.from >= nowMinute ? (
        <ReplayNotes notes={[text.futureDay]} />
      ) : error ? (
        <ReplayUnavailable error={error} />
      ) : (
        <ReplayLoading />
      )}
      <ReplayDock
        day={{
          from: period.from,
          minutes,
          minute,
          last,
          people: padPeople(loaded?.day.people ?? [], minutes),
          closed,
          zone,
          name: formatDay(period.from, zone),
        }}
        controls={controls}
      />
    </>
  )
}

const floorToMinute = (now: number) => Math.floor(now / minuteMs) * minuteMs

function filterByPlace(
  rooms: readonly ReplayRoom[],
  places: ReturnType<typeof locateFloors>,
  place: string | null,
): readonly ReplayRoom[] {
  if (place === null) return rooms
  return rooms.filter(({ floorId }) => {
    const { buildingId, siteId } = findFloorLocation(places, floorId)
    return [floorId, buildingId, siteId].includes(place)
  })
}

/** Returns the instant at which the local clock shows the same time some days later. */
function sameTimeOnDay(at: number, days: number, zone: TimeZone): number {
  const date = addDays(localDateAt(at, zone), days)
  const { from, to } = localDay(startOfLocalDate(date, zone), zone)
  const wanted = localMinuteOfDay(at, zone)
  for (let one = from; one < to; one += minuteMs) {
    if (localMinuteOfDay(one, zone) === wanted) return one
  }
  // The clock skips this time on this day.
  return from + wanted * minuteMs
}

function padPeople(people: readonly (number | null)[], minutes: number): (number | null)[] {
  return Array.from({ length: minutes }, (_, index) => people[index] ?? null)
}

type ReplayRoomsProps = Pick<ReplayViewProps, 'layouts' | 'topology'> & {
  rooms: readonly ReplayRoom[]
  loaded: LoadedDay
  minute: number
  time: string
  zone: TimeZone
  zoneNote: string | null
  /** How much of the history is collected; null if all of it is. */
  collecting: string | null
}

function ReplayRooms(props: ReplayRoomsProps) {
  const { layouts, topology, rooms, loaded, minute, time, zone, zoneNote, collecting } = props
  const { Cards, Plan } = layouts
  const { day, minutes } = loaded
  const search = useSearchParams()
  const layout = topology === undefined ? 'cards' : replayParams.layout.read(search)
  const place = replayParams.place.read(search)
  const at = day.from + minute * minuteMs
  const places = useMemo(() => locateFloors(topology), [topology])
  const [getRooms] = useState(createReplayRooms)
  const models = useMemo(
    () =>
      toRoomCardModels(getRooms(rooms, day, minute), places, {
        at: null,
        freshness: 'live',
        intervalMs: minuteMs,
      }),
    [getRooms, rooms, day, minute, places],
  )
  const counted = useMemo(
    () => models.filter(({ room }) => !day.withheldRooms.has(room.id)),
    [models, day],
  )
  const date = localDateAt(at, zone)
  const getRoomHref = useCallback(
    (roomId: string) =>
      roomHref(roomId) +
      withParam(withParam('', optionalText('range'), date), replayParams.place, place),
    [date, place],
  )
  const notes = [
    day.lastKnown === null ? text.noDataOnDay : null,
    collecting,
    zoneNote,
    day.withheldRooms.size > 0 ? text.withheldNote(day.withheldRooms.size) : null,
    minutes.hourly.some(({ from, to }) => at >= from && at < to) ? text.hourlyOnly : null,
    minutes.provisionalFrom !== null && at >= minutes.provisionalFrom ? text.provisional : null,
  ]
  return (
    <>
      <ReplayTotals rooms={counted} />
      <div className="replay-bar">
        <ReplayNotes notes={notes} />
        {topology !== undefined && (
          <SegmentedControl
            label={text.layout}
            segments={layoutSegments}
            value={layout}
            onChange={(next) => updateSearchParams((before) => withLayout(before, next))}
            className="ml-auto flex-none"
          />
        )}
      </div>
      {layout === 'plan' && topology !== undefined ? (
        <Plan
          rooms={models}
          topology={topology}
          place={place}
          onPlace={(selected) =>
            updateSearchParams((before) => {
              const next = new URLSearchParams(before)
              replayParams.place.write(next, selected)
              return next
            })
          }
          onShowCards={() => updateSearchParams((before) => withLayout(before, 'cards'))}
          getRoomHref={getRoomHref}
        />
      ) : (
        <Cards rooms={models} day={day} minute={minute} time={time} getRoomHref={getRoomHref} />
      )}
    </>
  )
}

function withLayout(before: URLSearchParams, layout: ReplayLayout): URLSearchParams {
  const next = new URLSearchParams(before)
  replayParams.layout.write(next, layout)
  return next
}
