import { clsx } from 'clsx'
import { Fragment, lazy, Suspense, useId, useMemo } from 'react'
import {
  FloorHeading,
  toCardProps,
  RoomGridItem,
  type GridProps,
  type GroupedGridProps,
} from './room-grid-items.tsx'
import { groupByFloor, type FloorGroup } from '#src/domain/live-rooms/room-list.ts'

const VirtualGrid = lazy(async () => {
  const { VirtualGrid } = await import('./virtual-grid.tsx')
  return { default: VirtualGrid }
})

/** Up to this many cards, rendering is cheap; above it, only cards in view are rendered. */
const virtualizeAbove = 120

/** The cards, grouped by floor or in one grid. */
export function RoomGrid({ rooms, all, ...props }: GridProps) {
  const { grouped } = props
  const groups = useMemo<FloorGroup[]>(
    () => (grouped ? groupByFloor(rooms) : [{ id: '', heading: null, rooms }]),
    [rooms, grouped],
  )
  const roomsByFloor = useMemo(
    () => new Map(groupByFloor(all).map((group) => [group.id, group.rooms])),
    [all],
  )
  if (rooms.length > virtualizeAbove) {
    return (
      <Suspense fallback={<div className="h-screen" />}>
        <VirtualGrid {...props} groups={groups} roomsByFloor={roomsByFloor} />
      </Suspense>
    )
  }
  return <PlainGrid {...props} groups={groups} roomsByFloor={roomsByFloor} />
}

function PlainGrid({
  groups,
  roomsByFloor,
  grouped,
  freshness,
  explainFloor,
  at,
  openRoomId,
  ...links
}: GroupedGridProps) {
  const id = useId()
  return groups.map((group, index) => (
    <Fragment key={group.id}>
      {group.heading !== null && (
        <FloorHeading
          id={`${id}${index}`}
          name={group.heading}
          rooms={roomsByFloor.get(group.id) ?? group.rooms}
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
            <RoomGridItem {...toCardProps(one, at, openRoomId)} {...links} withFloor={!grouped} />
          </li>
        ))}
      </ul>
    </Fragment>
  ))
}
