import type { Missing } from './contract.ts'

const things: Record<Exclude<Missing['kind'], 'unknown'>, string> = {
  site: 'sites',
  building: 'buildings',
  floor: 'floors',
  room: 'rooms',
  zone: 'zones',
  sensor: 'sensors',
  hive: 'hives',
}

/**
 * What is missing, as a list: `rooms of Floor 3 (at least 2), sensors (at least 1)`. At least, because nobody knows how
 * long a list is that did not come. Empty when nothing is missing.
 */
export function missingInWords(missing: readonly Missing[]): string {
  return missing
    .map(({ kind, count, within }) => {
      if (kind === 'unknown') return 'something that Butlr does not name'
      return `${things[kind]}${within === null ? '' : ` of ${within}`} (at least ${count})`
    })
    .join(', ')
}
