import { useCallback, useMemo, useState, type ComponentType, type ReactNode } from 'react'
import type { Board } from '#src/contract/board.ts'
import { Button } from '#src/components/ui/button.tsx'
import { NoMatchesPlaceholder } from '#src/components/ui/no-matches-placeholder.tsx'
import { PartBoundary } from '#src/components/ui/part-boundary.tsx'
import { createReplayRooms, type ReplayDay, type ReplayRoom } from '#src/domain/history/replay.ts'
import {
  countByState,
  toRoomCardModels,
  type DisplayedState,
  type RoomCardModel,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { RoomState } from '#src/domain/occupancy/room-occupancy.ts'
import { localDateAt } from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import type { ReplayBoardProps, ReplayPlanProps } from '#src/lib/replay-layouts.ts'
import { replayParams } from '#src/lib/replay-params.ts'
import { roomHref } from '#src/lib/routes.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'
import { stateLabels } from '#messages/common.ts'
import * as text from '#messages/replay.ts'
import { setReplayParam } from './replay-bar.tsx'
import { ReplayLoading } from './replay-states.tsx'
import { ReplayTotals } from './replay-totals.tsx'
import type { ReplayBoardChoice } from './use-replay-board.ts'

/** The components that show the rooms. They belong to other features. */
export type ReplayLayouts = {
  Cards: ComponentType<{
    rooms: readonly RoomCardModel[]
    day: ReplayDay
    minute: number
    time: string
    getRoomHref: (roomId: string) => string
  }>
  Plan: ComponentType<ReplayPlanProps>
  Board: ComponentType<ReplayBoardProps>
  StateChips: ComponentType<{
    counts: ReadonlyMap<DisplayedState, number>
    total: number
    value: RoomState | null
    onChange: (state: DisplayedState | null) => void
  }>
}

export type ReplayRoomsProps = {
  layouts: ReplayLayouts
  topology: Topology | undefined
  rooms: readonly ReplayRoom[]
  choice: ReplayBoardChoice
  day: ReplayDay
  minute: number
  time: string
  zone: TimeZone
  /** The notes, the export and the choice of the layout. */
  bar: ReactNode
}

/** The totals and the rooms at a minute of a loaded day. */
export function ReplayRooms(props: ReplayRoomsProps) {
  const { layouts, topology, rooms, choice, day, minute, bar } = props
  const { board } = choice
  const state = replayParams.state.read(useSearchParams())
  const places = useMemo(() => locateFloors(topology), [topology])
  const [getRooms] = useState(createReplayRooms)
  const current = useMemo(() => getRooms(rooms, day, minute), [getRooms, rooms, day, minute])
  const models = useMemo(
    () => toRoomCardModels(current, places, { at: null, freshness: 'live', intervalMs: minuteMs }),
    [current, places],
  )
  // The state of a withheld room is unknown too. Boards also list rooms without sensors.
  const counted = useMemo(
    () =>
      models.filter(({ room }) => room.isWithheld !== true && room.occupancy.expectedSensors > 0),
    [models],
  )
  const counts = useMemo(() => countByState(counted), [counted])
  const matching = useMemo(
    () => (state === null ? models : counted.filter((one) => one.displayedState === state)),
    [models, counted, state],
  )
  return (
    <>
      <ReplayTotals rooms={counted} />
      {board === null && (
        <div className="replay-filter">
          <layouts.StateChips
            counts={counts}
            total={counted.length}
            value={state}
            onChange={(next) => setReplayParam(replayParams.state, toRoomState(next))}
          />
        </div>
      )}
      {bar}
      {board !== null && topology !== undefined ? (
        <BoardLayout {...props} {...{ board, topology }} rooms={current} />
      ) : (
        <CardsOrPlan {...props} {...{ models, matching, state }} />
      )}
    </>
  )
}

const toRoomState = (state: DisplayedState | null) => (state === 'stale' ? null : state)

function BoardLayout({
  layouts: { Board: BoardAtMoment },
  board,
  topology,
  rooms,
  day,
  minute,
}: Pick<ReplayRoomsProps, 'layouts' | 'day' | 'minute'> & {
  board: Board
  topology: Topology
  rooms: readonly LiveRoom[]
}) {
  const page = replayParams.page.read(useSearchParams()) ?? 1
  return (
    <PartBoundary fallback={<ReplayLoading />}>
      <BoardAtMoment
        {...{ board, topology, rooms }}
        at={day.from + minute * minuteMs}
        page={page - 1}
        onPage={(index) => setReplayParam(replayParams.page, index === 0 ? null : index + 1)}
      />
    </PartBoundary>
  )
}

function CardsOrPlan({
  layouts: { Cards, Plan },
  topology,
  choice,
  day,
  minute,
  time,
  zone,
  models,
  matching,
  state,
}: ReplayRoomsProps & {
  models: readonly RoomCardModel[]
  matching: readonly RoomCardModel[]
  state: RoomState | null
}) {
  const place = replayParams.place.read(useSearchParams())
  const date = localDateAt(day.from + minute * minuteMs, zone)
  const getRoomHref = useCallback(
    (roomId: string) =>
      roomHref(roomId) +
      withParam(withParam('', optionalText('range'), date), replayParams.place, place),
    [date, place],
  )
  if (choice.layout === 'plan' && topology !== undefined) {
    return (
      <div className="replay-plan">
        <Plan
          rooms={matching}
          all={models}
          topology={topology}
          place={place}
          onPlace={(selected) => setReplayParam(replayParams.place, selected)}
          onShowCards={() => setReplayParam(replayParams.layout, 'cards')}
          getRoomHref={getRoomHref}
        />
      </div>
    )
  }
  if (state !== null && matching.length === 0) {
    return (
      <NoMatchesPlaceholder message={text.noneInState(stateLabels[state], time)}>
        <Button onClick={() => setReplayParam(replayParams.state, null)}>
          {text.allStatesButton}
        </Button>
      </NoMatchesPlaceholder>
    )
  }
  return <Cards rooms={matching} {...{ day, minute, time, getRoomHref }} />
}
