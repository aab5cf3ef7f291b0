import { clsx } from 'clsx'
import { Fragment, useId, useMemo } from 'react'
import type { Freshness } from '#src/occupancy/freshness.ts'
import { FloorHeading } from './floor-heading.tsx'
import { floorGroups, type FloorGroup } from './floor-groups.ts'
import { RoomCard } from './room-card.tsx'
import type { RoomInView } from './rooms-in-view.ts'

type GridProps = {
  /** The rooms to show, in their order. */
  rooms: RoomInView[]
  /** Every room, for what the headings say of a floor. */
  all: readonly RoomInView[]
  grouped: boolean
  freshness: Freshness
  at: number | null
  /** Where a room opens, with the query that is shown now. */
  linkTo: (roomId: string) => string
  openRoomId: string | undefined
}

/** The cards, under their floors or in one grid. */
export function RoomGrid({ rooms, all, grouped, freshness, ...cards }: GridProps) {
  const id = useId()
  const groups = useMemo<FloorGroup[]>(
    () => (grouped ? floorGroups(rooms) : [{ id: '', heading: null, rooms }]),
    [rooms, grouped],
  )
  const floors = useMemo(
    () => new Map(floorGroups(all).map((group) => [group.id, group.rooms])),
    [all],
  )
  return groups.map((group) => (
    <Fragment key={group.id}>
      {group.heading !== null && (
        <FloorHeading
          id={`${id}${group.id}`}
          name={group.heading}
          rooms={floors.get(group.id) ?? group.rooms}
          freshness={freshness}
        />
      )}
      <Cards
        {...cards}
        rooms={group.rooms}
        withFloor={!grouped}
        {...(group.heading === null ? {} : { labelledBy: `${id}${group.id}` })}
      />
    </Fragment>
  ))
}

function Cards({
  rooms,
  withFloor,
  at,
  linkTo,
  openRoomId,
  labelledBy,
}: Pick<GridProps, 'rooms' | 'at' | 'linkTo' | 'openRoomId'> & {
  withFloor: boolean
  labelledBy?: string
}) {
  return (
    <ul
      aria-labelledby={labelledBy}
      className={clsx(
        'grid grid-cols-1 gap-2 md:grid-cols-[repeat(auto-fill,minmax(248px,1fr))] md:gap-4',
        !labelledBy && 'mt-3',
      )}
    >
      {rooms.map(({ room, place, freshness }) => (
        <li key={room.id} className="grid grid-cols-1">
          <RoomCard
            room={room}
            freshness={freshness}
            asOf={freshness === 'no-data' ? at : null}
            subtitle={subtitle(withFloor ? place.label : '', room.kind)}
            zone={place.zone}
            href={linkTo(room.id)}
            open={room.id === openRoomId}
          />
        </li>
      ))}
    </ul>
  )
}

function subtitle(floor: string, kind: string | null): string {
  return [floor, kind ?? ''].filter(Boolean).join(' · ')
}
