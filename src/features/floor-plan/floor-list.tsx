import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useEffect, useRef } from 'react'
import { panToShow } from '#src/domain/floor-plan/page-floor.ts'
import { clsx } from 'clsx'
import { Link } from '#src/lib/navigation.tsx'
import { formatNumber } from '#src/format/numbers.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { formatRooms, sumRoomCards } from '#src/format/occupancy-labels.ts'

/** A floor of the list beside the plan, with every room on it. */
export type PlanFloor = { id: string; name: string; rooms: readonly RoomCardModel[] }

/** Floors of one building. `name` is null where there is only one building. */
export type PlanBuilding = { id: string; name: string | null; floors: readonly PlanFloor[] }

/** The floors that a plan can show, by building, in the topology's order; floors without rooms are left out. */
export function groupFloorsByBuilding(
  allRooms: readonly RoomCardModel[],
  { buildings, floors }: Topology,
): PlanBuilding[] {
  const rooms = new Map<string | null, RoomCardModel[]>()
  for (const one of allRooms) {
    const roomsOnFloor = rooms.get(one.room.floorId)
    if (roomsOnFloor) roomsOnFloor.push(one)
    else rooms.set(one.room.floorId, [one])
  }
  const groups = buildings.flatMap(({ id, name }) => {
    const floorsWithRooms = floors
      .filter(({ buildingId }) => buildingId === id)
      .map((floor) => ({ id: floor.id, name: floor.name, rooms: rooms.get(floor.id) ?? [] }))
      .filter((floor) => floor.rooms.length > 0)
    return floorsWithRooms.length > 0 ? [{ id, name, floors: floorsWithRooms }] : []
  })
  return groups.length > 1 ? groups : groups.map((group) => ({ ...group, name: null }))
}

/**
 * The floor to show: the one that is asked for, or the first of the place asked for that has rooms left by the filters,
 * or the first of that place at all. Undefined where the topology has no floor with rooms.
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
 * Scrolls a list to one of its parts when that is chosen. Only the list moves, never the page, which `scrollIntoView`
 * would move too.
 *
 * @param containerSelector a selector for what scrolls around the element
 */
export function useScrollIntoView(isSelected: boolean, containerSelector: string) {
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

/** The floors, how each stands, and which one is drawn: a column, on a phone a strip. */
export function FloorList({
  buildings,
  selectedFloorId,
  freshness,
  onSelect,
  explainFloor,
}: {
  buildings: readonly PlanBuilding[]
  selectedFloorId: string
  freshness: Freshness
  onSelect: (floorId: string) => void
  /** Where a floor's total is explained. */
  explainFloor: (floorId: string) => string
}) {
  return (
    <nav
      aria-label="Floors"
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
              isCurrent={freshness === 'live' || freshness === 'late'}
              isSelected={floor.id === selectedFloorId}
              onSelect={() => onSelect(floor.id)}
              explainHref={explainFloor(floor.id)}
            />
          ))}
        </div>
      ))}
    </nav>
  )
}

/** A floor to choose, and under its people the way to what they are made of. */
function FloorListItem({
  floor,
  isCurrent,
  isSelected,
  onSelect,
  explainHref,
}: {
  floor: PlanFloor
  isCurrent: boolean
  isSelected: boolean
  onSelect: () => void
  explainHref: string
}) {
  const tile = useScrollIntoView(isSelected, 'nav')
  const { people, atLeast, inUse, rooms } = sumRoomCards(floor.rooms)
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
            {formatNumber(people)}
            {atLeast && <span className="font-medium text-busy-ink">+</span>}
            <span className="sr-only"> people</span>
          </span>
        )}
      </button>
      <Link
        href={explainHref}
        aria-label={`What makes the numbers of ${floor.name}`}
        className="block rounded-control px-3 pb-3 whitespace-nowrap text-ink-muted hover:underline md:whitespace-normal"
      >
        {isCurrent ? `${formatNumber(inUse)} of ${formatRooms(rooms)} in use` : formatRooms(rooms)}
      </Link>
    </div>
  )
}
