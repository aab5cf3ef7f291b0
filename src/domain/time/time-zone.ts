import type { ZoneClock } from '#src/contract/zone-clock.ts'

/**
 * The zone in which a building's times are shown. This is its site's IANA zone. If none is set, or the configured name
 * (`invalidName`) is not a valid zone, it is UTC and `known` is false. On displays, `clock` takes precedence over the
 * rules of the device (`toZoneClock`).
 */
export type TimeZone = {
  name: string
  known: boolean
  invalidName?: string | undefined
  clock?: ZoneClock
}

const zones = new Map<string, TimeZone>()
/** Maximum number of cached zones. Fewer zones exist, so only malformed data can exceed the maximum. */
const maxZones = 1_000

/**
 * Returns the zone of a site: the same object for the same name. A missing or invalid name results in UTC with `known:
 * false`, which the UI points out.
 *
 * @param name an IANA name such as `Europe/Berlin`
 */
export function toTimeZone(name: string | null | undefined): TimeZone {
  const set = name?.trim() ?? ''
  const known = zones.get(set)
  if (known) return known
  const created = createLazyZone(set)
  if (zones.size < maxZones) zones.set(set, created)
  return created
}

/**
 * Checks the name when the zone is first used: the check takes milliseconds, and the first screen might not need a
 * zone.
 */
function createLazyZone(set: string): TimeZone {
  let checked: TimeZone | null = null
  const check = () => (checked ??= checkZone(set))
  return {
    get name() {
      return check().name
    },
    get known() {
      return check().known
    },
    get invalidName() {
      return check().invalidName
    },
  }
}

function checkZone(set: string): TimeZone {
  if (set === '') return { name: 'UTC', known: false }
  try {
    // `Intl` throws for unknown names.
    Intl.DateTimeFormat('en', { timeZone: set })
    return { name: set, known: true }
  } catch {
    return { name: 'UTC', known: false, invalidName: set }
  }
}
