import { useMemo, useState } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { smallRoomCapacity } from '#src/domain/history/minutes.ts'
import { isJudgedKind } from '#src/domain/insights/right-size.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { namePlacesByFloor, type FloorPlaces } from '#src/format/place-names.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { isSameList } from '#src/lib/same-list.ts'
import type { InsightsParams } from './insights-params.ts'

/** A room with sensors, without its live state. */
export type InsightsRoom = {
  id: string
  name: string
  kind: string | null
  capacity: number | null
  /** Share of capacity; null for the default. */
  busyThreshold: number | null
  /** Label of its floor, with the building if there are several; empty if unknown. */
  floor: string
  /** Names of its floor, building and site for exports; undefined if unknown. */
  placeNames: FloorPlaces | undefined
  /** IDs of its floor, building and site. */
  places: readonly (string | null)[]
  tags: readonly string[]
  zone: TimeZone
  /** Whether its size is judged: not in rooms that people pass through, nor in rooms for one or two people. */
  isJudged: boolean
}

/** Returns all rooms with sensors. The list stays the same object while live counts change. */
export function useInsightsRooms(topology: Topology | undefined): {
  rooms: readonly InsightsRoom[] | undefined
  error: unknown
} {
  const { rooms: live, error } = useLiveRooms()
  const places = useMemo(() => locateFloors(topology), [topology])
  const names = useMemo(() => namePlacesByFloor(topology), [topology])
  const next = useMemo(
    () =>
      live
        ?.filter(({ occupancy }) => occupancy.expectedSensors > 0)
        .map((room) => toInsightsRoom(room, places, names)),
    [live, places, names],
  )
  const [rooms, setRooms] = useState(next)
  if (next && (!rooms || !hasSameRooms(rooms, next))) setRooms(next)
  return { rooms: rooms ?? next, error }
}

function toInsightsRoom(
  { id, name, kind, capacity, busyThreshold, floorId, tags }: LiveRoom,
  places: ReturnType<typeof locateFloors>,
  names: ReturnType<typeof namePlacesByFloor>,
): InsightsRoom {
  const { label, buildingId, siteId, zone } = findFloorLocation(places, floorId)
  return {
    id,
    name,
    kind,
    capacity,
    busyThreshold,
    floor: label,
    placeNames: names.get(floorId ?? ''),
    places: [floorId, buildingId, siteId],
    tags: tags.map((tag) => tag.id),
    zone,
    isJudged: isJudgedKind(kind) && (capacity === null || capacity > smallRoomCapacity),
  }
}

function hasSameRooms(before: readonly InsightsRoom[], next: readonly InsightsRoom[]): boolean {
  return isSameList(
    before,
    next,
    (room, other) =>
      (['id', 'name', 'kind', 'capacity', 'busyThreshold', 'floor', 'zone'] as const).every(
        (field) => room[field] === other[field],
      ) &&
      room.places.join() === other.places.join() &&
      hasSameNames(room.placeNames, other.placeNames) &&
      room.tags.join() === other.tags.join(),
  )
}

function hasSameNames(one: FloorPlaces | undefined, other: FloorPlaces | undefined): boolean {
  return (
    one?.floor === other?.floor && one?.building === other?.building && one?.site === other?.site
  )
}

/** Returns the rooms that match the location, the kind and all tags. */
export function filterRooms(
  rooms: readonly InsightsRoom[],
  { place, kind, tags }: Pick<InsightsParams, 'place' | 'kind' | 'tags'>,
): InsightsRoom[] {
  return rooms.filter(
    (room) =>
      (place === null || room.places.includes(place)) &&
      (kind === null || room.kind === kind) &&
      tags.every((tag) => room.tags.includes(tag)),
  )
}

/** The IDs of the rooms of the page, and of those whose size is judged. Requests contain these lists. */
export type RoomIds = { all: string[]; judged: string[] }

export function listRoomIds(rooms: readonly InsightsRoom[]): RoomIds {
  return {
    all: rooms.map(({ id }) => id),
    judged: rooms.filter(({ isJudged }) => isJudged).map(({ id }) => id),
  }
}

/** Returns the rooms without the name of the building in `floor` if all of them are in the same building. */
export function shortenFloors(
  rooms: readonly InsightsRoom[],
  topology: Topology | undefined,
): readonly InsightsRoom[] {
  const buildings = new Set(rooms.map(({ places: [, building] }) => building))
  if (buildings.size !== 1) return rooms
  const names = new Map(topology?.floors.map(({ id, name }) => [id, name]))
  return rooms.map((room) => ({ ...room, floor: names.get(room.places[0] ?? '') ?? room.floor }))
}
