import * as v from 'valibot'
import { Id } from '#src/contract/butlr-values.ts'
import type { ListGap, StandIn } from '#src/contract/topology.ts'
import {
  asFields,
  isObject,
  optionalList,
  parseGraphqlAnswer,
  readPlaceName,
  type GraphqlAnswer,
} from './graphql-answer.ts'
import { standInId } from './topology-answer.ts'

/** What of an answer to `places` access checks must not rely on; absent where there is nothing of the kind. */
export type PlaceUncertainty = { gaps?: ListGap[]; standIns?: StandIn[] }

type PlaceKind = StandIn['kind'] | 'room' | 'zone'
type Findings = { gaps: Map<string, ListGap>; standIns: StandIn[] }
/** The place that holds a list; both are null for the list of sites. */
type Holder = { id: string | null; within: string | null }

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
/** More gaps of one kind become one that stands for every list of that kind. */
const maxGapsOfKind = 100
/** A list, or an entry of one, that an error left null is found where the list is read. */
const listFields = new Set(['sites', 'data', 'buildings', 'floors', 'rooms', 'zones', 'tags'])
/** Errors about these fields say nothing of what a list holds. */
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
 * Finds the lists of an answer to `places` that may hold more than can be read of them: null, no list, with an entry that
 * has no usable id, or cut off by an error. Pages treat a null list as empty, because Butlr writes empty lists like that;
 * access checks cannot, because a list that failed looks the same (decision 0021).
 */
export function findPlaceUncertainty(answer: unknown): PlaceUncertainty {
  const read = parseGraphqlAnswer(answer)
  const found: Findings = { gaps: new Map(), standIns: [] }
  readList(optionalList(read, 'sites')?.data, 'site', { id: null, within: null }, found)
  if (read.errors.some(({ path }) => !isExplained(read, path ?? []))) addGap(found, 'unknown', null)
  const gaps = limitGaps([...found.gaps.values()])
  const { standIns } = found
  return { ...(gaps.length > 0 && { gaps }), ...(standIns.length > 0 && { standIns }) }
}

function readList(list: unknown, kind: PlaceKind, holder: Holder, found: Findings): void {
  if (!Array.isArray(list)) return addGap(found, kind, holder.id)
  for (const [index, item] of list.entries()) {
    const id = v.safeParse(Id, asFields(item)['id'])
    if (!id.success) addGap(found, kind, holder.id)
    if (!isObject(item)) continue
    const ownId = id.success ? id.output : standInId({ kind, within: holder.within }, index)
    if (!id.success && kind !== 'room' && kind !== 'zone') found.standIns.push({ kind, id: ownId })
    // The tags of a zone count for the rooms of its floor.
    if (!hasReadableTags(item, kind)) addGap(found, 'tag', kind === 'zone' ? holder.id : ownId)
    const self = { id: ownId, within: readPlaceName(item) ?? ownId }
    for (const [field, childKind] of childLists[kind]) readList(item[field], childKind, self, found)
  }
}

/** Whether it is known which tags a place carries; sites and buildings carry none. */
function hasReadableTags({ tags, room_id: roomId }: Record<string, unknown>, kind: PlaceKind) {
  if (kind === 'site' || kind === 'building') return true
  const isRoomKnown = (roomId ?? '') === '' || v.is(Id, roomId)
  if (kind === 'zone' && !isRoomKnown) return false
  return Array.isArray(tags) && tags.every((tag) => v.is(Id, asFields(tag)['id']))
}

/** Whether an error is about a field that no access check reads, or left a null that is found where the list is read. */
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
