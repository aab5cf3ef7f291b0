import type { Period } from '#src/domain/history/ranges.ts'
import type { ReplayRoom } from '#src/domain/history/replay.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams } from '#src/lib/replay-params.ts'
import * as text from '#messages/replay.ts'
import { toDayExport } from './day-export.ts'
import { ReplayBar } from './replay-bar.tsx'
import { ReplayRooms, type ReplayLayouts } from './replay-rooms.tsx'
import { NoBoard, ReplayLoading, ReplayUnavailable } from './replay-states.tsx'
import type { ReplayBoardChoice } from './use-replay-board.ts'
import type { LoadedDay } from './use-replay-day.ts'

type ReplayBodyProps = {
  layouts: ReplayLayouts
  topology: Topology | undefined
  choice: ReplayBoardChoice
  rooms: readonly ReplayRoom[]
  /** The IDs of the rooms with sensors. */
  ids: readonly string[]
  /** Whether the day has begun. */
  isPast: boolean
  loaded: LoadedDay | undefined
  error: Error | null
  /** Why no history can be shown; null if unknown. */
  unavailable: string | null
  period: Period
  zone: TimeZone
  /** The minute that is shown and the last minute that can be shown, as indices into the day. */
  minute: number
  last: number
  time: string
  notes: readonly (string | null)[]
}

/** The rooms at the replayed moment, or the reason why there are none. */
export function ReplayBody(props: ReplayBodyProps) {
  const { topology, choice, ids, loaded, period, minute, last, notes, error, unavailable } = props
  const { layout, board } = choice
  const place = replayParams.place.read(useSearchParams())
  const hasLayouts = topology !== undefined
  const emptyBar = (note: string | null) => (
    <ReplayBar {...{ choice, hasLayouts }} notes={[note]} getTable={null} />
  )
  if (layout === 'board' && board === null) {
    return (
      <>
        {emptyBar(null)}
        <NoBoard choice={choice} />
      </>
    )
  }
  if (ids.length === 0) return emptyBar(board === null ? text.noRooms : text.noBoardRooms)
  if (!props.isPast) return emptyBar(text.futureDay)
  if (loaded === undefined) {
    return error ? <ReplayUnavailable {...{ error, unavailable }} /> : <ReplayLoading />
  }
  const { day } = loaded
  const getTable = () =>
    toDayExport({
      day,
      period,
      last,
      topology,
      place,
      board,
      zone: props.zone,
      roomCount: ids.length,
    })
  return (
    <ReplayRooms
      {...props}
      day={day}
      bar={
        <ReplayBar
          {...{ choice, hasLayouts, getTable }}
          notes={listNotes(loaded, day.from + minute * minuteMs, ids.length, notes)}
        />
      }
    />
  )
}

/** Returns the notes about a moment of a loaded day. @param others further notes */
function listNotes(
  { day, minutes }: LoadedDay,
  at: number,
  roomCount: number,
  others: readonly (string | null)[],
): (string | null)[] {
  const withheld = day.withheldRooms.size
  return [
    day.lastKnown === null && withheld < roomCount ? text.noDataOnDay : null,
    ...others,
    withheld > 0 ? text.withheldNote(withheld) : null,
    minutes.hourly.some(({ from, to }) => at >= from && at < to) ? text.hourlyOnly : null,
    minutes.provisionalFrom !== null && at >= minutes.provisionalFrom ? text.provisional : null,
  ]
}
