import * as v from 'valibot'
import { Id, isObject } from '#src/contract/butlr-values.ts'
import type { ListGap, StandIn } from '#src/contract/topology.ts'
import {
  asFields,
  optionalList,
  parseGraphqlAnswer,
  standInId,
  type GraphqlAnswer,
} from './graphql-answer.ts'

/** The parts of a response to `places` that access checks must not rely on. A field is absent if it would be empty. */
export type PlaceUncertainty = { gaps?: ListGap[]; standIns?: StandIn[] }

type PlaceKind = StandIn['kind'] | 'room' | 'zone'
type Findings = { gaps: Map<string, ListGap>; standIns: StandIn[] }

const childLists: Record<PlaceKind, readonly (readonly [field: string, kind: PlaceKind])[]> = {
  site: [['buildings', 'building']],
  building: [['floors', 'floor']],
  floor: [
    ['rooms', 'room'],
    ['zones', 'zone'],
  ],
  room: [],
  zone: [],
}
/** Maximum number of gaps of one kind; more are replaced by a single gap for all lists of that kind. */
const maxGapsOfKind = 100
/** Fields whose null values `readList` reports, so that errors at these fields need no further report. */
const listFields = new Set(['sites', 'data', 'buildings', 'floors', 'rooms', 'zones', 'tags', 'id'])
/** Errors in these fields do not affect the content of lists. */
const otherFields = new Set([
  'name',
  'timezone',
  'floorNumber',
  'floor_id',
  'roomType',
  'capacity',
  'coordinates',
  'rotation',
])

/**
 * Finds the lists in a response to `places` that may lack items: lists that are null or malformed, contain an item
 * without a usable ID, or may be affected by an error. Pages treat a null list as empty, because Butlr sends null for
 * an empty list. Access checks must not do so, because a list that failed to load looks the same (decision 0021).
 */
export function findPlaceUncertainty(answer: unknown): PlaceUncertainty {
  const read = parseGraphqlAnswer(answer)
  const found: Findings = { gaps: new Map(), standIns: [] }
  readList(optionalList(read, 'sites')?.data, 'site', null, found)
  if (read.errors.some(({ path }) => !isExplained(read, path ?? []))) addGap(found, 'unknown', null)
  const gaps = limitGaps([...found.gaps.values()])
  const { standIns } = found
  return { ...(gaps.length > 0 && { gaps }), ...(standIns.length > 0 && { standIns }) }
}

function readList(list: unknown, kind: PlaceKind, holderId: string | null, found: Findings): void {
  if (!Array.isArray(list)) return addGap(found, kind, holderId)
  for (const [index, item] of list.entries()) {
    const id = v.safeParse(Id, asFields(item)['id'])
    if (!id.success) addGap(found, kind, holderId)
    const isContainer = kind !== 'room' && kind !== 'zone'
    if (!isObject(item) || !(id.success || isContainer)) continue
    const ownId = id.success ? id.output : standInId({ kind, holderId }, index)
    if (!id.success && isContainer) found.standIns.push({ kind, id: ownId })
    // Zones pass their tags on to rooms of their floor, so a gap in a zone's tags concerns the floor.
    if (!hasReadableTags(item, kind)) addGap(found, 'tag', kind === 'zone' ? holderId : ownId)
    for (const [field, childKind] of childLists[kind])
      readList(item[field], childKind, ownId, found)
  }
}

/** Returns whether all tags of an item are readable. Sites and buildings have no tags. */
function hasReadableTags({ tags, room_id: roomId }: Record<string, unknown>, kind: PlaceKind) {
  if (kind === 'site' || kind === 'building') return true
  const isRoomKnown = (roomId ?? '') === '' || v.is(Id, roomId)
  if (kind === 'zone' && !isRoomKnown) return false
  return Array.isArray(tags) && tags.every((tag) => v.is(Id, asFields(tag)['id']))
}

/** Returns whether an error affects no list, or only a null list, which `readList` reports. */
function isExplained({ data }: GraphqlAnswer, path: readonly (string | number)[]): boolean {
  let value: unknown = data
  for (const step of path) {
    if (typeof step === 'string' && otherFields.has(step)) return true
    if (typeof step === 'string') value = asFields(value)[step]
    else value = Array.isArray(value) ? value[step] : undefined
    if (value === undefined) return false
    if (value === null) return typeof step === 'number' || listFields.has(step)
  }
  return false
}

function addGap({ gaps }: Findings, kind: ListGap['kind'], id: string | null): void {
  gaps.set(JSON.stringify([kind, id]), { kind, id })
}

function limitGaps(gaps: readonly ListGap[]): ListGap[] {
  const kinds = new Set(gaps.map(({ kind }) => kind))
  return [...kinds].flatMap((kind) => {
    const ofKind = gaps.filter((gap) => gap.kind === kind)
    return ofKind.length > maxGapsOfKind ? [{ kind, id: null }] : ofKind
  })
}
