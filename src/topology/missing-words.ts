import type { Missing } from './contract.ts'

const things: Record<Missing['kind'], [one: string, many: string]> = {
  site: ['site', 'sites'],
  building: ['building', 'buildings'],
  floor: ['floor', 'floors'],
  room: ['room', 'rooms'],
  zone: ['zone', 'zones'],
  sensor: ['sensor', 'sensors'],
  hive: ['hive', 'hives'],
  unknown: ['part that Butlr does not name', 'parts that Butlr does not name'],
}

/** What is missing, as a list: `2 rooms of Floor 3, 1 sensor`. Empty when nothing is. */
export function missingInWords(missing: readonly Missing[]): string {
  return missing
    .map(({ kind, count, within }) => {
      const [one, many] = things[kind]
      return `${count} ${count === 1 ? one : many}${within === null ? '' : ` of ${within}`}`
    })
    .join(', ')
}
