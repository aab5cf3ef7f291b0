import type { RoomSelection } from '#src/contract/board.ts'
import type { ListGap } from '#src/contract/topology.ts'
import { selectRooms } from '#server/gateway/displays/room-selection.ts'
import {
  type AccessScope,
  type KnownPlaces,
  mayLackRooms,
  type PlacesAnswer,
  seesEveryId,
} from './access-scope.ts'

/** Whether an account sees every room of a selection; `unknown` if Butlr's responses are too incomplete to tell. */
type SelectionVerdict = 'allowed' | 'refused' | 'unknown'

/** Determines which room selections one account may use, given what the gateway account sees. */
export type SelectionAccess = {
  /**
   * Evaluates the stored selection of a board.
   *
   * @param mayUseMissing whether the account may use rooms and locations that neither it nor the gateway account sees
   */
  judge: (kept: RoomSelection, mayUseMissing: boolean) => SelectionVerdict
  /**
   * Evaluates a new selection, which may contain only what the account sees now. Returns the selection to store as
   * `rooms`. That selection omits rooms of the previous selection that no longer exist, because they might reappear as
   * rooms that the account does not see.
   */
  judgeNew: (
    wanted: RoomSelection,
    before: RoomSelection | null,
  ) => { verdict: SelectionVerdict; rooms: RoomSelection }
  /**
   * Returns whether both accounts see the selected location or tag. Always true for a selection of all rooms or of
   * individual rooms.
   */
  seesPlace: (kept: RoomSelection) => boolean
  /** Returns the IDs of selected rooms that the account does not see. */
  unseenRooms: (kept: RoomSelection) => string[]
  /** Returns whether the selection names at least one room that both accounts see. */
  seesAnyRoom: (kept: RoomSelection) => boolean
  /** Returns the IDs of the sites that contain the selected rooms or location, as the gateway account sees them. */
  sitesOf: (wanted: RoomSelection) => string[]
}

type IdKind = 'rooms' | (typeof idSets)[keyof typeof idSets]

const idSets = { site: 'sites', building: 'buildings', floor: 'floors', tag: 'tags' } as const

/**
 * @param own what the account sees
 * @param reference what the gateway account sees
 */
export function createSelectionAccess(own: AccessScope, reference: KnownPlaces): SelectionAccess {
  const { scope, answers } = reference
  const seesAll = seesEveryId(own, scope)
  const isWhole = !mayLackRooms(scope)

  function seesRooms(wanted: RoomSelection): boolean {
    const isSeen = (answer: PlacesAnswer) =>
      possibleRooms(wanted, answer).every((id) => own.rooms.has(id))
    return seesAll || answers.every(isSeen)
  }

  /** Evaluates a single room or location. Allows what only this account sees, because displays show nothing for it. */
  function judgeId(kind: IdKind, id: string, mayUseMissing: boolean): SelectionVerdict {
    const isSeen = own[kind].has(id)
    if (scope[kind].has(id)) return isSeen ? 'allowed' : 'refused'
    if (kind === 'rooms' && isSeen) return 'allowed'
    if (!isWhole) return 'unknown'
    return isSeen || mayUseMissing ? 'allowed' : 'refused'
  }

  function seesPlace(wanted: RoomSelection): boolean {
    if (wanted.kind === 'all' || wanted.kind === 'rooms') return true
    const ids = idSets[wanted.kind]
    return own[ids].has(wanted.id) && scope[ids].has(wanted.id)
  }

  function judge(wanted: RoomSelection, mayUseMissing: boolean): SelectionVerdict {
    if (!seesRooms(wanted)) return 'refused'
    if (wanted.kind === 'rooms') {
      const verdicts = new Set(wanted.ids.map((id) => judgeId('rooms', id, mayUseMissing)))
      if (verdicts.has('refused')) return 'refused'
      return verdicts.has('unknown') ? 'unknown' : 'allowed'
    }
    if (wanted.kind === 'all' && !seesAll) return 'refused'
    if (wanted.kind !== 'all' && !seesPlace(wanted))
      return judgeId(idSets[wanted.kind], wanted.id, mayUseMissing)
    return isWhole || isWholePlace(wanted, reference) ? 'allowed' : 'unknown'
  }

  return {
    judge,
    judgeNew(wanted, before) {
      if (wanted.kind !== 'rooms') {
        return { verdict: seesPlace(wanted) ? judge(wanted, false) : 'refused', rooms: wanted }
      }
      const known = new Set(before?.kind === 'rooms' ? before.ids : [])
      const isGone = (id: string) =>
        known.has(id) && !own.rooms.has(id) && !scope.rooms.has(id) && isWhole
      const ids = wanted.ids.filter((id) => !isGone(id))
      const isSeen = ids.length > 0 && ids.every((id) => own.rooms.has(id))
      return { verdict: isSeen ? 'allowed' : 'refused', rooms: { kind: 'rooms', ids } }
    },
    seesPlace,
    unseenRooms: (wanted) =>
      wanted.kind === 'rooms' ? wanted.ids.filter((id) => !own.rooms.has(id)) : [],
    seesAnyRoom: (wanted) =>
      wanted.kind === 'rooms' && wanted.ids.some((id) => own.rooms.has(id) && scope.rooms.has(id)),
    sitesOf: (wanted) => [
      ...new Set(answers.flatMap(({ places }) => selectedSites(wanted, places))),
    ],
  }
}

/**
 * Returns the IDs of the selected rooms in a response. For a tag, includes rooms whose tags may be incomplete in the
 * response.
 */
function possibleRooms(wanted: RoomSelection, { places, all }: PlacesAnswer): string[] {
  const chosen = selectRooms(wanted, places)
  const tagGaps = all.gaps.filter(({ kind }) => kind === 'tag' || kind === 'zone')
  if (wanted.kind !== 'tag' || tagGaps.length === 0) return chosen.map(({ room }) => room.id)
  const ids = new Set(tagGaps.map(({ id }) => id))
  return selectRooms({ kind: 'all' }, places)
    .filter(({ floor, room }) => ids.has(null) || ids.has(floor.id) || ids.has(room.id))
    .concat(chosen)
    .map(({ room }) => room.id)
}

/**
 * Returns whether all gaps of a topology are outside the selected location. Returns false for a selection that is not
 * one location: all rooms, individual rooms or a tag.
 */
function isWholePlace(wanted: RoomSelection, { scope, answers }: KnownPlaces): boolean {
  if (wanted.kind === 'all' || wanted.kind === 'tag' || wanted.kind === 'rooms') return false
  const { kind: chosenKind, id: chosenId } = wanted
  const responses = answers.filter(({ all }) => all[idSets[chosenKind]].has(chosenId))
  const isChosen = (kind: typeof chosenKind, id: string) => kind === chosenKind && id === chosenId
  const sites = responses
    .flatMap(({ places }) => places.sites)
    .map((site) => ({ ...site, isInside: isChosen('site', site.id) }))
  const buildings = sites.flatMap((site) =>
    site.buildings.map((building) => ({
      ...building,
      isInside: site.isInside || isChosen('building', building.id),
    })),
  )
  const floors = buildings.flatMap((building) =>
    building.floors.map((floor) => ({
      ...floor,
      isInside: building.isInside || isChosen('floor', floor.id),
    })),
  )
  const holders = { building: sites, floor: buildings, room: floors }
  const isOutside = ({ kind, id }: ListGap) => {
    if (kind === 'unknown') return false
    if (kind === 'site' || kind === 'zone' || kind === 'tag') return true
    return id !== null && !holders[kind].some((place) => place.isInside && place.id === id)
  }
  return responses.length > 0 && scope.gaps.every(isOutside)
}

function selectedSites(wanted: RoomSelection, places: PlacesAnswer['places']): string[] {
  const withRooms = selectRooms(wanted, places).map(({ site }) => site.id)
  const holders = places.sites.filter(
    ({ id, buildings }) =>
      wanted.kind === 'all' ||
      ('id' in wanted &&
        [
          id,
          ...buildings.flatMap((one) => [one.id, ...one.floors.map((floor) => floor.id)]),
        ].includes(wanted.id)),
  )
  return [...withRooms, ...holders.map(({ id }) => id)]
}
