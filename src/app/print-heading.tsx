import { useSnapshotAt } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import {
  resolveSelectedLocation,
  selectedLocationLabel,
} from '#src/features/location/selected-location.ts'
import { readDevicesParams } from '#src/features/sensors/devices-params.ts'
import { deviceTimeZone, formatDate, formatTime, formatTimeZone } from '#src/format/dates.ts'
import { formatDuration } from '#src/format/durations.ts'
import { useIsPrinting } from '#src/components/ui/use-is-printing.ts'
import { usePathname, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam, readOverviewParams } from '#src/lib/overview-params.ts'
import { paths, roomIdFromPath } from '#src/lib/routes.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import * as appText from '#messages/app.ts'
import { stateLabels } from '#messages/common.ts'
import { unknownLocation } from '#messages/location.ts'
import * as text from '#messages/print.ts'
import { quotedSearch } from '#messages/rooms-toolbar.ts'
import { issueLabels } from '#messages/sensors.tsx'

/**
 * What the printed page shows, when it was printed, and how old its data is. Only printed pages have it, instead of the
 * header.
 */
export function PrintHeading() {
  return useIsPrinting() ? <PrintHeadingContent /> : null
}

function PrintHeadingContent() {
  const { topology } = useTopology()
  const path = usePathname()
  const search = useSearchParams()
  const at = useSnapshotAt()
  // The time of printing: the heading exists only while the page prints.
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
      <p>{path === paths.displays ? printed : `${printed} · ${age}`}</p>
    </div>
  )
}

function screenName(path: string, roomId: string | null, topology: Topology | undefined): string {
  if (roomId !== null)
    return nameOrId(topology?.rooms.find(({ id }) => id === roomId)?.name, roomId)
  if (path === paths.sensors) return appText.sensors
  return path === paths.displays ? appText.displays : appText.rooms
}

/** The zone of the room or of the selected site; if several sites are shown, that of the device. */
function findZone(
  topology: Topology | undefined,
  roomId: string | null,
  placeId: string | null,
): TimeZone {
  if (roomId !== null) return findRoomTimeZone(topology, roomId)
  const location = topology && resolveSelectedLocation(topology, placeId)
  return location?.site?.zone ?? deviceTimeZone()
}

/** Returns the location, the filters and the order of a screen; nothing for displays, which have none. */
function describeScreen(
  path: string,
  roomId: string | null,
  search: URLSearchParams,
  topology: Topology | undefined,
): string[] {
  if (roomId !== null) return describeRoom(topology, roomId)
  if (path === paths.displays) return []
  const place = describePlace(topology, placeParam.read(search))
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
  const { view, state, tags, seats, q, sort, reversed } = readOverviewParams(search)
  const query = q.trim()
  return [
    ...(state === null ? [] : [stateLabels[state]]),
    ...(seats === null ? [] : [text.seatsOrMore(seats)]),
    ...tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id)),
    ...(query === '' ? [] : [quotedSearch(query)]),
    ...(view === 'plan' ? [] : [describeSort(text.roomSorts[sort], reversed)]),
  ]
}

function describeSensors(search: URLSearchParams): string[] {
  const { issue, q, showHidden, sort, reversed } = readDevicesParams(search)
  const query = q.trim()
  return [
    ...(issue === null ? [] : [issueLabels[issue]]),
    ...(query === '' ? [] : [quotedSearch(query)]),
    ...(showHidden ? [text.includesHidden] : []),
    describeSort(text.sensorSorts[sort], reversed),
  ]
}
