import { useQuery } from '@tanstack/react-query'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomFreshness, roomView } from '#src/domain/live-rooms/room-view.ts'
import { useFreshness, useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import type { RoomFigure } from '#src/domain/occupancy/room-figure.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { Hero } from './hero.tsx'
import { MetricTable } from './metric-table.tsx'
import { OverTime } from './over-time.tsx'
import { Section, type SectionLevel } from './section.tsx'
import { SensorList } from './sensor-list.tsx'
import { sensorRows } from './sensor-rows.ts'
import { SumLine } from './sum-line.tsx'

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
