import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { buildingLabel, type Topology } from '#src/domain/topology/topology.ts'
import { useEffect, useRef } from 'react'
import { panToShow } from '#src/domain/floor-plan/page-floor.ts'
import { clsx } from 'clsx'
import { Link, useExplainHref } from '#src/lib/navigation.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { sumRoomCards } from '#src/format/occupancy-labels.ts'
import { formatRooms } from '#messages/common.ts'
import * as text from '#messages/floor-plan.tsx'

/** A floor in the list beside the plan, with all its rooms. */
type PlanFloor = { id: string; name: string; rooms: readonly RoomCardModel[] }

/** The floors of one building. `name` is null when only one building has rooms. */
type PlanBuilding = { id: string; name: string | null; floors: readonly PlanFloor[] }

/** Groups floors by building, in the topology's order. Omits floors without rooms. */
export function groupFloorsByBuilding(
  allRooms: readonly RoomCardModel[],
  topology: Topology,
): PlanBuilding[] {
  const rooms = new Map<string | null, RoomCardModel[]>()
  for (const one of allRooms) {
    const roomsOnFloor = rooms.get(one.room.floorId)
    if (roomsOnFloor) roomsOnFloor.push(one)
    else rooms.set(one.room.floorId, [one])
  }
  const { buildings, floors } = topology
  const groups = buildings.flatMap((building) => {
    const { id } = building
    const name = buildingLabel(topology, building) ?? building.name
    const floorsWithRooms = floors
      .filter(({ buildingId }) => buildingId === id)
      .map((floor) => ({ id: floor.id, name: floor.name, rooms: rooms.get(floor.id) ?? [] }))
      .filter((floor) => floor.rooms.length > 0)
    return floorsWithRooms.length > 0 ? [{ id, name, floors: floorsWithRooms }] : []
  })
  return groups.length > 1 ? groups : groups.map((group) => ({ ...group, name: null }))
}

/**
 * Returns the floor to show: the first floor of the requested location that has rooms matching the filters, or else the
 * location's first floor. A location that is unknown or has no rooms counts as no location. Undefined when the topology
 * has no floor with rooms.
 *
 * @param placeId ID of a site, building or floor; null for all
 */
export function selectFloor(
  buildings: readonly PlanBuilding[],
  placeId: string | null,
  matchingFloorIds: ReadonlySet<string | null>,
): PlanFloor | undefined {
  const floors = buildings.flatMap((building) => building.floors)
  const floorsInPlace = floors.filter(({ id, rooms }) =>
    [null, id, rooms[0]?.floorLocation.buildingId, rooms[0]?.floorLocation.siteId].includes(
      placeId,
    ),
  )
  const candidates = floorsInPlace.length > 0 ? floorsInPlace : floors
  return candidates.find(({ id }) => matchingFloorIds.has(id)) ?? candidates[0]
}

/**
 * Scrolls an element into view when it is selected. Scrolls only its container, whereas `scrollIntoView` would also
 * scroll the page.
 *
 * @param containerSelector selector of the element's scroll container
 */
function useScrollIntoView(isSelected: boolean, containerSelector: string) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const container = element.current?.closest(containerSelector)
    if (!isSelected || !element.current || !container) return
    const [own, frame] = [
      element.current.getBoundingClientRect(),
      container.getBoundingClientRect(),
    ]
    const box = {
      left: own.left - frame.left,
      top: own.top - frame.top,
      right: own.right - frame.left,
      bottom: own.bottom - frame.top,
    }
    const [right, down] = panToShow(box, { width: frame.width, height: frame.height })
    container.scrollLeft -= right
    container.scrollTop -= down
  }, [isSelected, containerSelector])
  return element
}

/** The floors with their totals, in a column or, on phones, in a horizontal strip. */
export function FloorList({
  buildings,
  selectedFloorId,
  freshness,
  hasBreakdowns,
  onSelect,
}: {
  buildings: readonly PlanBuilding[]
  selectedFloorId: string
  freshness: Freshness
  hasBreakdowns: boolean
  onSelect: (floorId: string) => void
}) {
  return (
    <nav
      aria-label={text.floors}
      className="flex gap-1 overflow-x-auto border-b border-line p-2 md:absolute md:inset-0 md:flex-col md:overflow-x-hidden md:overflow-y-auto md:border-r md:border-b-0"
    >
      {buildings.map(({ id, name, floors }) => (
        <div key={id} className="flex flex-none gap-1 md:flex-col">
          {name !== null && (
            <h2 className="line-clamp-2 max-w-60 self-center px-3 pt-2 font-semibold text-ink-muted md:self-start">
              {name}
            </h2>
          )}
          {floors.map((floor) => (
            <FloorListItem
              key={floor.id}
              floor={floor}
              isCurrent={
                (freshness === 'live' || freshness === 'late') &&
                (hasBreakdowns || floor.rooms.some(({ displayed }) => displayed.kind !== 'none'))
              }
              isSelected={floor.id === selectedFloorId}
              hasBreakdown={hasBreakdowns}
              onSelect={() => onSelect(floor.id)}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}

function FloorListItem({
  floor,
  isCurrent,
  isSelected,
  hasBreakdown,
  onSelect,
}: {
  floor: PlanFloor
  isCurrent: boolean
  isSelected: boolean
  hasBreakdown: boolean
  onSelect: () => void
}) {
  const getExplainHref = useExplainHref()
  const tile = useScrollIntoView(isSelected, 'nav')
  const { people, atLeast, inUse, rooms } = sumRoomCards(
    floor.rooms.filter(({ room }) => room.isWithheld !== true),
  )
  const summary = isCurrent ? text.roomsInUse(inUse, rooms) : formatRooms(rooms)
  return (
    <div
      ref={tile}
      className={clsx(
        'max-w-60 flex-none rounded-control',
        isSelected ? 'bg-selected' : 'hover:bg-selected',
      )}
    >
      <button
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={onSelect}
        className="block w-full rounded-control px-3 pt-3 text-left"
      >
        <span className="line-clamp-2 font-medium">{floor.name}</span>
        {isCurrent && (
          <span className="block text-27 font-semibold">
            <span aria-hidden="true">
              {formatNumber(people)}
              {atLeast && <span className="font-medium text-busy-ink">+</span>}
            </span>
            <span className="sr-only">{text.peopleOnFloor(people, atLeast)}</span>
          </span>
        )}
      </button>
      {hasBreakdown ? (
        <Link
          href={getExplainHref(`floor:${floor.id}`)}
          aria-label={text.showBreakdown(floor.name, summary)}
          className="block rounded-control px-3 pb-3 whitespace-nowrap text-ink-muted md:whitespace-normal"
        >
          <span className="explained">{summary}</span>
        </Link>
      ) : (
        <p className="px-3 pb-3 whitespace-nowrap text-ink-muted md:whitespace-normal">{summary}</p>
      )}
    </div>
  )
}
