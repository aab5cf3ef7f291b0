import type { MissingPart, DuplicateParts } from '#src/contract/topology.ts'

const partNames: Record<Exclude<MissingPart['kind'], 'unknown'>, string> = {
  site: 'sites',
  building: 'buildings',
  floor: 'floors',
  room: 'rooms',
  zone: 'zones',
  sensor: 'sensors',
  hive: 'hives',
}

/**
 * Describes missing parts as a list: `rooms of Floor 3 (at least 2), sensors (at least 1)`. "At least", because the
 * length of a missing list is unknown. Empty when nothing is missing.
 */
export function describeMissingParts(missing: readonly MissingPart[]): string {
  return missing
    .map(({ kind, count, within }) => {
      if (kind === 'unknown') return 'something that Butlr does not name'
      return `${partNames[kind]}${within === null ? '' : ` of ${within}`} (at least ${count})`
    })
    .join(', ')
}

/**
 * Describes the items that Butlr lists more than once: `2 rooms and 1 floor`. Empty when there are none.
 */
export function describeDuplicates(repeated: readonly DuplicateParts[]): string {
  const parts = repeated.flatMap(({ kind, count }) => {
    if (kind === 'unknown') return []
    const plural = partNames[kind]
    return `${count} ${count === 1 ? plural.slice(0, -1) : plural}`
  })
  const last = parts.pop() ?? ''
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
}
