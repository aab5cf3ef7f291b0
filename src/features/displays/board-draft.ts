import * as v from 'valibot'
import { languageTag } from '#messages/language.ts'
import * as text from '#messages/boards.ts'
import { formatDistance } from '#messages/distances.ts'
import { plainName } from '#src/contract/butlr-values.ts'
import { BoardDraft, defaultBoardOptions, type Board } from '#src/contract/board.ts'
import { fieldErrorMessage } from './error-messages.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

/** Props of each group of fields. `fieldErrors` are keyed by field path. */
export type DraftFieldsProps = {
  draft: BoardDraft
  fieldErrors: Readonly<Record<string, string>>
  onChange: (change: Partial<BoardDraft>) => void
}

/** Defaults of a new board: all rooms, large cards, legible from 3 m on a common screen size. */
export const defaultDraft: BoardDraft = {
  name: text.defaultBoardName,
  rooms: { kind: 'all' },
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: languageTag,
  hours: null,
  privacy: 'exact',
  shortNames: {},
  ...defaultBoardOptions,
}

/** Returns the editable fields of a saved board. Its logo is saved separately. */
export function toDraft({
  id: _id,
  revision: _revision,
  logo: _logo,
  ...draft
}: Board): BoardDraft {
  return { ...draft, name: plainName(draft.name) }
}

/** Returns the validation errors of a draft by field path, such as `screen.diagonalInches`; empty if it is valid. */
export function validateDraft(draft: BoardDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(BoardDraft, draft)
  if (parsed.success) return {}
  return Object.fromEntries(
    parsed.issues.map((issue) => [
      v.getDotPath(issue) ?? '',
      fieldErrorMessage(issue, draft.units),
    ]),
  )
}

/** Describes a board's layout: `Large cards on a 55-inch screen, viewed from 3 m`. */
export function describeLayout({
  layout,
  screen,
  units,
}: Pick<BoardDraft, 'layout' | 'screen' | 'units'>): string {
  return text.boardSummary(text.layoutLabels[layout], {
    inches: screen.diagonalInches,
    isPortrait: screen.orientation === 'portrait',
    distance: formatDistance(screen.distanceMetres, units),
  })
}

/** Returns the rooms that a board would show, by the same rules as the gateway. */
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

/**
 * Returns the part of the topology that a board receives: the rooms, and the floors, buildings and sites that contain
 * them. A board of free rooms also receives the floor of the display.
 */
export function limitTopologyToRooms(
  { layout, location }: Pick<BoardDraft, 'layout' | 'location'>,
  roomIds: readonly string[],
  topology: Topology,
): Topology {
  const shown = new Set(roomIds)
  const rooms = topology.rooms.filter(({ id }) => shown.has(id))
  const floorIds = new Set<string | null>(rooms.map(({ floorId }) => floorId))
  if (layout === 'find-room') floorIds.add(location)
  const floors = topology.floors.filter(({ id }) => floorIds.has(id))
  const buildings = topology.buildings.filter(({ id }) =>
    floors.some(({ buildingId }) => buildingId === id),
  )
  return {
    ...topology,
    rooms,
    floors,
    buildings,
    sites: topology.sites.filter(({ id }) => buildings.some(({ siteId }) => siteId === id)),
  }
}

/** Returns the zone of a board's clock: that of its first room. */
export function getBoardZone(rooms: readonly LiveRoom[], topology: Topology | undefined): TimeZone {
  return findRoomTimeZone(topology, rooms[0]?.id ?? '')
}
