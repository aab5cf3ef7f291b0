import { LayoutGrid, Map as MapIcon } from 'lucide-react'
import { useCallback, useMemo, useState, type ComponentType } from 'react'
import { SegmentedControl, type Segment } from '#src/components/ui/segmented-control.tsx'
import { createReplayRooms, type ReplayDay, type ReplayRoom } from '#src/domain/history/replay.ts'
import { toRoomCardModels, type RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { localDateAt } from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams, type ReplayLayout } from '#src/lib/replay-params.ts'
import { roomHref } from '#src/lib/routes.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'
import * as text from '#messages/replay.ts'
import { ReplayNotes } from './replay-states.tsx'
import { ReplayTotals } from './replay-totals.tsx'
import type { LoadedDay } from './use-replay-day.ts'

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

type ReplayRoomsProps = {
  layouts: ReplayLayouts
  topology: Topology | undefined
  rooms: readonly ReplayRoom[]
  loaded: LoadedDay
  minute: number
  time: string
  zone: TimeZone
  zoneNote: string | null
  /** How much of the history is collected; null if all of it is. */
  collecting: string | null
}

/** The totals, the notes and the rooms at a minute of a loaded day. */
export function ReplayRooms(props: ReplayRoomsProps) {
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
