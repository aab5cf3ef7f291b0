import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Link } from '#src/lib/navigation.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  roomFreshness,
  shownState,
  type RoomView,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { hyphenatedAs, inDigits, stateInWords } from '#src/format/numbers.ts'
import { stateLooks } from '#src/components/occupancy/state-styles.ts'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { zoneOfRoom, type Topology } from '#src/domain/topology/topology.ts'
import { Glyph } from '#src/components/occupancy/status-icon.tsx'
import { answerLink, AnswerHead } from './panel-sections.tsx'
import { Asked } from './data-source.tsx'
import { explainRoom } from './room-breakdown.ts'
import { stateRule } from './rule-descriptions.ts'
import { RoomOrigins } from './value-sources.tsx'
import { RoomSum } from './sensor-sum-section.tsx'

/** A room's figure explained: its state, its sum, its rule, and where all of it comes from. */
export function RoomAnswer({
  titleId,
  room,
  snapshot,
  topology,
  hrefOfRoom,
  hrefOf,
}: {
  titleId: string
  room: LiveRoom
  snapshot: Snapshot
  topology: Topology | undefined
  hrefOfRoom: (roomId: string) => string
  hrefOf: (subject: string) => string
}) {
  const { intervalMs } = usePollers().snapshot
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const polled = useFreshness()
  const own = roomFreshness(room, polled, snapshot.at, intervalMs)
  const explanation = explainRoom(room, snapshot, directory, own, polled)
  const { view } = explanation
  const zone = zoneOfRoom(topology, room.id)
  const floor = topology?.floors.find(({ id }) => id === room.floorId)
  return (
    <>
      <AnswerHead titleId={titleId} title={titleOf(view)}>
        <p className="text-15">
          <Link
            href={hrefOfRoom(room.id)}
            lang={hyphenatedAs(room.name)}
            className={clsx(answerLink, 'wrap-break-word')}
          >
            {room.name}
          </Link>
          {floor && (
            <span className="text-ink-muted">
              {', '}
              <Link href={hrefOf(`floor:${floor.id}`)} className="underline underline-offset-2">
                {floor.name}
              </Link>
            </span>
          )}
        </p>
        <State view={view} room={room} />
      </AnswerHead>
      <RoomSum explanation={explanation} zone={zone} />
      <RoomOrigins room={room} />
      <Asked at={snapshot.at} zone={zone} />
    </>
  )
}

function State({ view, room }: { view: RoomView; room: LiveRoom }) {
  const look = stateLooks[shownState(view)]
  const rule = stateRule(view, room)
  return (
    <>
      <p className="mt-2 flex items-center gap-2">
        <Glyph shape={look.shape} className={clsx('size-4', look.glyph)} />
        <span className={clsx('font-medium', look.word)}>{stateInWords(view, room.capacity)}</span>
      </p>
      {rule !== null && <p className="text-ink-muted">{rule}</p>}
    </>
  )
}

function titleOf(view: RoomView): string {
  if (view.kind === 'none') return 'Why there is no data'
  const figure = `${inDigits(view.people)}${view.atLeast ? '+' : ''}`
  return `What ${view.kind === 'stale' ? 'made' : 'makes'} ${figure}`
}
