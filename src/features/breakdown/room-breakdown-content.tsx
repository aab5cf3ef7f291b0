import { isOverviewPath, overviewQuery } from '#src/lib/page-queries.ts'
import { roomHref, withExplainParam } from '#src/lib/routes.ts'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { explainPanel } from '#src/lib/panel-history.ts'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Link, useExplainHref, usePathname, useQueryString } from '#src/lib/navigation.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  roomFreshness,
  displayedState,
  type DisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import * as text from '#messages/breakdown.tsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { describeState } from '#src/format/occupancy-labels.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { SuspectNotes } from '#src/components/occupancy/suspect-notes.tsx'
import { useRoomSuspects } from '#src/data/insights/use-suspect-sensors.ts'
import { createLabelNames } from '#src/format/sensor-labels.ts'
import { panelLinkClassName, PanelHeader, DataSource } from './panel-sections.tsx'
import { toRoomExport } from './breakdown-export.ts'
import { breakDownRoom } from './room-breakdown.ts'
import { describeStateRule } from './rule-descriptions.tsx'
import { ValueSourcesSection } from './value-sources.tsx'
import { SensorSumSection } from './sensor-sum-section.tsx'

export function RoomBreakdownContent({
  titleId,
  room,
  snapshot,
  topology,
}: {
  titleId: string
  room: LiveRoom
  snapshot: Snapshot
  topology: Topology | undefined
}) {
  const getExplainHref = useExplainHref()
  const { intervalMs } = usePollers().snapshot
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const pollFreshness = useFreshness()
  const ownFreshness = roomFreshness(room, pollFreshness, snapshot.at, intervalMs)
  const zone = findRoomTimeZone(topology, room.id)
  const suspects = useRoomSuspects(room, zone, null)
  const breakdown = breakDownRoom(room, snapshot, directory, ownFreshness, pollFreshness, zone)
  const { occupancy } = breakdown
  const floor = topology?.floors.find(({ id }) => id === room.floorId)
  return (
    <>
      <PanelHeader titleId={titleId} title={formatTitle(room.name, occupancy)}>
        <p className="text-15">
          <RoomLink room={room} />
          {floor && (
            <span className="text-ink-muted">
              {', '}
              <Link href={getExplainHref(`floor:${floor.id}`)} className={panelLinkClassName}>
                {floor.name}
              </Link>
            </span>
          )}
        </p>
        <RoomStateLine occupancy={occupancy} room={room} />
        <SuspectNotes
          suspects={suspects}
          getSensorName={createLabelNames(breakdown.terms)}
          isRecent
        />
      </PanelHeader>
      <SensorSumSection
        breakdown={breakdown}
        zone={zone}
        getTable={() =>
          toRoomExport(room, breakdown, {
            at: snapshot.at,
            zone,
            freshness: ownFreshness,
            topology,
          })
        }
      />
      <ValueSourcesSection room={room} />
      <DataSource at={snapshot.at} zone={zone} />
    </>
  )
}

/** Opens the room instead of the breakdown; if the room is open below, closes the breakdown. */
function RoomLink({ room }: { room: LiveRoom }) {
  const path = usePathname()
  const query = useQueryString()
  const href =
    roomHref(room.id) + (isOverviewPath(path) ? withExplainParam(query, null) : overviewQuery())
  const linkProps = {
    href,
    lang: hyphenationLang(room.name),
    className: clsx(panelLinkClassName, 'wrap-break-word'),
  }
  return path === roomHref(room.id) ? (
    <ClosePanelLink panel={explainPanel} {...linkProps}>
      {room.name}
    </ClosePanelLink>
  ) : (
    <Link replace {...linkProps}>
      {room.name}
    </Link>
  )
}

function RoomStateLine({ occupancy, room }: { occupancy: DisplayedOccupancy; room: LiveRoom }) {
  const style = stateStyles[displayedState(occupancy)]
  const rule = describeStateRule(occupancy, room)
  return (
    <>
      <p className="mt-2 flex items-center gap-2">
        <StatusIcon shape={style.shape} className={clsx('size-4', style.icon)} />
        <span className={clsx('font-medium', style.label)}>
          {describeState(occupancy, room.capacity)}
        </span>
      </p>
      {rule !== null && <p className="text-ink-muted">{rule}</p>}
    </>
  )
}

function formatTitle(name: string, occupancy: DisplayedOccupancy): string {
  if (occupancy.kind === 'none') return text.noDataTitle(name)
  const { kind, people, atLeast } = occupancy
  const format = kind === 'stale' ? text.outdatedTitle : text.title
  return format(name, people, atLeast)
}
