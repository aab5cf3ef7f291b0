import { useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import { selectedLocationLabel } from '#src/features/location/selected-location.ts'
import { roomFilterLabels } from '#src/features/rooms/room-filter-labels.ts'
import { deviceFilterLabels } from '#src/features/sensors/device-filter-labels.ts'
import { readDevicesParams } from '#src/features/sensors/devices-params.ts'
import { deviceTimeZone, formatDate, formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatDuration } from '#src/format/durations.ts'
import { useIsPrinting } from '#src/components/ui/use-is-printing.ts'
import { usePathname, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam, readOverviewParams } from '#src/lib/overview-params.ts'
import { replayParams } from '#src/lib/replay-params.ts'
import { paths, roomIdFromPath } from '#src/lib/routes.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import * as appText from '#messages/app.ts'
import { unknownLocation } from '#messages/location.ts'
import * as text from '#messages/print.ts'
import { notLive } from '#messages/replay.ts'

/**
 * The heading that replaces the header on printed pages: what the page shows, when it was printed, and how old its data
 * is. A report has its own heading.
 */
export function PrintHeading() {
  const isReport = usePathname() === paths.report
  return useIsPrinting() && !isReport ? <PrintHeadingContent /> : null
}

function PrintHeadingContent() {
  const { topology } = useTopology()
  const path = usePathname()
  const search = useSearchParams()
  const at = useSnapshotAt()
  // The time of printing, because the heading is rendered only while the page prints.
  const now = serverClock.now()
  const roomId = roomIdFromPath(path)
  const zone = findZone(topology, roomId, placeParam.read(search))
  const printed = text.printedAt(
    `${formatDate(now, zone)}, ${formatTime(now, zone)}`,
    formatTimeZone(zone, now),
  )
  const age = at === null ? text.noData : text.dataAge(formatDuration(now - at))
  return (
    <div className="print-heading">
      <p>{text.heading(screenName(path, roomId, topology))}</p>
      <p>{describeScreen(path, roomId, search, topology).join(' · ')}</p>
      <p>{path === paths.displays || path === paths.replay ? printed : `${printed} · ${age}`}</p>
    </div>
  )
}

function screenName(path: string, roomId: string | null, topology: Topology | undefined): string {
  if (roomId !== null)
    return nameOrId(topology?.rooms.find(({ id }) => id === roomId)?.name, roomId)
  if (path === paths.sensors) return appText.sensors
  if (path === paths.insights) return appText.insights
  if (path === paths.replay) return notLive
  if (path === paths.metrics) return appText.metrics
  if (path === paths.settings) return appText.settings
  return path === paths.displays ? appText.displays : appText.rooms
}

/**
 * Returns the zone of the room or of the selected site; the device's zone if several sites are shown or the site is
 * unknown.
 */
function findZone(
  topology: Topology | undefined,
  roomId: string | null,
  placeId: string | null,
): TimeZone {
  if (roomId !== null) return findRoomTimeZone(topology, roomId)
  const location = topology && resolveSelectedLocation(topology, placeId)
  return location?.site?.zone ?? deviceTimeZone()
}

/** Returns the floor of a room, or the location, filters and order of a list; an empty array for other pages. */
function describeScreen(
  path: string,
  roomId: string | null,
  search: URLSearchParams,
  topology: Topology | undefined,
): string[] {
  if (roomId !== null) return describeRoom(topology, roomId)
  if ([paths.displays, paths.metrics, paths.settings].some((one) => one === path)) return []
  // A board has its own rooms.
  if (path === paths.replay && replayParams.layout.read(search) === 'board') return []
  const place = describePlace(topology, placeParam.read(search))
  if (path === paths.insights || path === paths.replay) return [place]
  return [
    place,
    ...(path === paths.sensors ? describeSensors(search) : describeRooms(search, topology)),
  ]
}

function describeRoom(topology: Topology | undefined, roomId: string): string[] {
  const room = topology?.rooms.find(({ id }) => id === roomId)
  return room ? [findFloorLocation(locateFloors(topology), room.floorId).label] : []
}

function describePlace(topology: Topology | undefined, placeId: string | null): string {
  const location = topology && resolveSelectedLocation(topology, placeId)
  if (!location) return placeId === null ? '' : unknownLocation
  const names = [location.site, location.building].flatMap((part) => part?.name ?? [])
  return [...names, selectedLocationLabel(location)].join(' / ')
}

function describeSort(order: string, reversed: boolean): string {
  return reversed ? text.reversed(order) : order
}

function describeRooms(search: URLSearchParams, topology: Topology | undefined): string[] {
  const params = readOverviewParams(search)
  const { view, sort, reversed } = params
  return [
    ...roomFilterLabels(params, topology),
    ...(view === 'plan' ? [] : [describeSort(text.roomSorts[sort], reversed)]),
  ]
}

function describeSensors(search: URLSearchParams): string[] {
  const params = readDevicesParams(search)
  const { sort, reversed } = params
  return [...deviceFilterLabels(params), describeSort(text.sensorSorts[sort], reversed)]
}
