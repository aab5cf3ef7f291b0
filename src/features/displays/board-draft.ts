import * as v from 'valibot'
import { BoardDraft, type Board, type BoardLayout } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { findRoomTimeZone, type Topology } from '#src/domain/topology/topology.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** A board as people begin: everything, large, to be read from 3 m on a common screen. */
export const defaultDraft: BoardDraft = {
  name: 'Every room',
  rooms: { kind: 'all' },
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: 'en-GB',
  hours: null,
  privacy: 'exact',
  shortNames: {},
}

/** What of a kept board can be changed. */
export function toDraft({ id: _id, revision: _revision, ...draft }: Board): BoardDraft {
  return draft
}

/** What is wrong with a draft, by the path of its field such as `screen.diagonalInches`; empty when it can be kept. */
export function validateDraft(draft: BoardDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(BoardDraft, draft)
  if (parsed.success) return {}
  return Object.fromEntries(
    parsed.issues.map((issue) => [v.getDotPath(issue) ?? '', issue.message]),
  )
}

/** The layouts, as people choose them. */
export const layoutOptions: readonly (readonly [BoardLayout, string])[] = [
  ['cards', 'Large cards'],
  ['rows', 'One line a room'],
  ['plan', 'Floor plan'],
  ['totals', 'Totals by floor'],
]

/** `Large cards on 55 inches, read from 3 m`. */
export function describeLayout({ layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>): string {
  const words = layoutOptions.find(([one]) => one === layout)?.[1] ?? layout
  const upright = screen.orientation === 'portrait' ? ' upright' : ''
  return `${words} on ${screen.diagonalInches} inches${upright}, read from ${screen.distanceMetres} m`
}

/** The rooms that a board would show, as the gateway chooses them. */
export function selectBoardRooms(
  { rooms: wanted }: Pick<BoardDraft, 'rooms'>,
  rooms: readonly LiveRoom[],
  topology: Topology | undefined,
): LiveRoom[] {
  const floors = new Map(topology?.floors.map((floor) => [floor.id, floor.buildingId]))
  const sites = new Map(topology?.buildings.map(({ id, siteId }) => [id, siteId]))
  return rooms.filter(({ id, floorId, tags }) => {
    const building = floors.get(floorId ?? '')
    switch (wanted.kind) {
      case 'all':
        return true
      case 'site':
        return sites.get(building ?? '') === wanted.id
      case 'building':
        return building === wanted.id
      case 'floor':
        return floorId === wanted.id
      case 'tag':
        return tags.some((tag) => tag.id === wanted.id)
      case 'rooms':
        return wanted.ids.includes(id)
    }
  })
}

/** The places that some rooms lie in, and nothing else: what their board knows of the building. */
export function limitTopologyToRooms(rooms: readonly LiveRoom[], topology: Topology): Topology {
  const ids = new Set(rooms.map(({ floorId }) => floorId))
  const floors = topology.floors.filter(({ id }) => ids.has(id))
  const buildings = topology.buildings.filter(({ id }) =>
    floors.some(({ buildingId }) => buildingId === id),
  )
  return {
    ...topology,
    floors,
    buildings,
    sites: topology.sites.filter(({ id }) => buildings.some(({ siteId }) => siteId === id)),
  }
}

/** The zone of a board's clock: that of its first room. */
export function getBoardZone(rooms: readonly LiveRoom[], topology: Topology | undefined): TimeZone {
  return findRoomTimeZone(topology, rooms[0]?.id ?? '')
}
