import { useQuery } from '@tanstack/react-query'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomFreshness, roomView } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { useFreshness, useSnapshotAt, useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import type { RoomFigure } from '#src/domain/occupancy/room-occupancy.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import { Hero } from './room-summary.tsx'
import { MetricTable } from './metric-table.tsx'
import { OverTime } from './history-chart.tsx'
import { Section, type SectionLevel, PanelFrame, useNarrow } from './panel-layout.tsx'
import { SensorList } from './sensor-list.tsx'
import { sensorRows } from './sensor-rows.ts'
import { SumLine } from './sum-breakdown.tsx'
import { second } from '#src/domain/time/duration.ts'
import { zoneOfRoom } from '#src/domain/topology/topology.ts'
import { useAfter } from '#src/components/ui/use-has-elapsed.ts'
import { withoutChartParams } from './chart-params.ts'
import { neighbours, PanelHeader } from './panel-header.tsx'
import { NoFiguresOfRoom, RoomLoading, UnknownRoom } from './room-placeholders.tsx'

/** The window of the current readings, in words (`currentOccupancy` of src/contract/reporting.ts). */
const window = 'last 2 minutes'

/** A room that is known: its figures, its sensors, its past and every metric. */
export function RoomContent({
  room,
  zone,
  narrow,
  explainHref,
}: {
  room: LiveRoom
  zone: Zone
  narrow: boolean
  /** Where its figure is explained. */
  explainHref: string
}) {
  const poller = usePollers().snapshot
  const { data: snapshot } = useQuery(snapshotQuery(poller))
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const at = useSnapshotAt()
  const polled = useFreshness()
  const view = roomView(room, roomFreshness(room, polled, at, poller.intervalMs), at)
  const level: SectionLevel = narrow ? 2 : 3
  const hero = <Hero {...{ room, view, polled, at, zone, explainHref }} level={narrow ? 1 : 2} />
  if (room.figure.of === 0) {
    return (
      <>
        {hero}
        <Section title="Sensors" level={level}>
          <p className="text-ink-muted">
            This room has no presence sensors, so nobody is counted here.
          </p>
        </Section>
      </>
    )
  }
  const rows = snapshot ? sensorRows(room, snapshot, directory, polled) : []
  const figure: RoomFigure =
    polled === 'no-data'
      ? {
          kind: 'none',
          seenAt: at,
          reporting: 0,
          of: rows.length,
          contributions: rows.map(({ contribution }) => contribution),
        }
      : room.figure
  const dimmed = polled === 'stale' || polled === 'no-data'
  return (
    <>
      {hero}
      <Section title="Sensors" note={window} level={level}>
        <SensorList rows={rows} zone={zone} dimmed={dimmed} />
        <SumLine figure={figure} labels={rows} dimmed={dimmed || view.kind === 'stale'} />
      </Section>
      <OverTime room={room} directory={directory} zone={zone} level={level} />
      <Section title="All metrics" note={window} level={level}>
        <MetricTable rows={rows} title={`All metrics, ${window}`} />
      </Section>
    </>
  )
}

/** Figures without names wait this long for them, as in the overview. */
const namesWithinMs = 3 * second

/**
 * One room opened: its figures, its sensors and their past.
 *
 * @param hrefOfRoom where a room opens
 * @param closeHref where closing leads
 * @param explainHref where the room's figure is explained
 */
export function RoomPanel({
  roomId,
  hrefOfRoom,
  closeHref,
  explainHref,
}: {
  roomId: string
  hrefOfRoom: (roomId: string) => string
  closeHref: string
  explainHref: string
}) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: placesPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const patient = useAfter(namesWithinMs)
  const narrow = useNarrow()

  const settled = !(placesPending || sensorsPending) || patient
  const room = rooms?.find(({ id }) => id === roomId)
  const known = settled ? room : undefined
  const level = narrow ? 1 : 2
  const closing = withoutChartParams(closeHref)
  const floor = topology?.floors.find(({ id }) => id === room?.floorId)
  return (
    <PanelFrame label={known?.name ?? 'Room'} roomHref={hrefOfRoom(roomId)} closeHref={closing}>
      <PanelHeader
        name={known?.name ?? roomId}
        place={floor?.name ?? null}
        beside={neighbours(rooms ?? [], roomId)}
        hrefOfRoom={hrefOfRoom}
        closeHref={closing}
      />
      {known ? (
        <RoomContent
          room={known}
          zone={zoneOfRoom(topology, roomId)}
          narrow={narrow}
          explainHref={explainHref}
        />
      ) : !rooms && error ? (
        <NoFiguresOfRoom error={error} closeHref={closing} level={level} />
      ) : rooms && settled ? (
        <UnknownRoom roomId={roomId} closeHref={closing} level={level} />
      ) : (
        <RoomLoading />
      )}
    </PanelFrame>
  )
}
