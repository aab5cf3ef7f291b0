import { clsx } from 'clsx'
import { Fragment, lazy, Suspense, useId, useMemo } from 'react'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { FloorHeading, cardProps, GridCard, type CardLinks } from './room-grid-items.tsx'
import { floorGroups, type FloorGroup, type RoomInView } from '#src/domain/live-rooms/room-list.ts'

export type GridProps = CardLinks & {
  at: number | null
  openRoomId: string | undefined
  /** The rooms to show, in their order. */
  rooms: RoomInView[]
  /** Every room, for what the headings say of a floor. */
  all: readonly RoomInView[]
  grouped: boolean
  freshness: Freshness
  /** Where a floor's total is explained. */
  explainFloor: (floorId: string) => string
}

const VirtualGrid = lazy(async () => {
  const { VirtualGrid } = await import('./virtual-grid.tsx')
  return { default: VirtualGrid }
})

/** As many cards cost a browser nothing; of more, only those in view are drawn. */
const mostDrawn = 120

/** The cards, under their floors or in one grid. */
export function RoomGrid({ rooms, all, ...props }: GridProps) {
  const { grouped } = props
  const groups = useMemo<FloorGroup[]>(
    () => (grouped ? floorGroups(rooms) : [{ id: '', heading: null, rooms }]),
    [rooms, grouped],
  )
  const floors = useMemo(
    () => new Map(floorGroups(all).map((group) => [group.id, group.rooms])),
    [all],
  )
  if (rooms.length > mostDrawn) {
    return (
      <Suspense fallback={<div className="h-screen" />}>
        <VirtualGrid {...props} groups={groups} floors={floors} />
      </Suspense>
    )
  }
  return <WholeGrid {...props} groups={groups} floors={floors} />
}

/** Groups of cards, and every room of each floor by the floor's id. */
export type GroupedProps = Omit<GridProps, 'rooms' | 'all'> & {
  groups: readonly FloorGroup[]
  floors: ReadonlyMap<string, readonly RoomInView[]>
}

function WholeGrid({
  groups,
  floors,
  grouped,
  freshness,
  explainFloor,
  at,
  openRoomId,
  ...links
}: GroupedProps) {
  const id = useId()
  return groups.map((group, index) => (
    <Fragment key={group.id}>
      {group.heading !== null && (
        <FloorHeading
          id={`${id}${index}`}
          name={group.heading}
          rooms={floors.get(group.id) ?? group.rooms}
          freshness={freshness}
          explainHref={explainFloor(group.id)}
        />
      )}
      <ul
        {...(group.heading === null ? {} : { 'aria-labelledby': `${id}${index}` })}
        className={clsx(
          'grid grid-cols-1 gap-2 md:grid-cols-[repeat(auto-fill,minmax(248px,1fr))] md:gap-4',
          group.heading === null && 'mt-3',
        )}
      >
        {group.rooms.map((one) => (
          <li key={one.room.id} className="relative grid grid-cols-1">
            <GridCard {...cardProps(one, at, openRoomId)} {...links} withFloor={!grouped} />
          </li>
        ))}
      </ul>
    </Fragment>
  ))
}
