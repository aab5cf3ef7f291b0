/**
 * The zone in which a building's times are shown: its site's IANA zone, or UTC when none is set. `invalidName` is the
 * configured name when it is not a valid zone.
 */
export type TimeZone = { name: string; known: boolean; invalidName?: string }

/**
 * Returns the zone of a site. A missing or invalid name results in UTC with `known: false`, which the UI points out.
 *
 * @param name an IANA name such as `Europe/Berlin`
 */
export function toTimeZone(name: string | null | undefined): TimeZone {
  const set = name?.trim()
  if (!set) return { name: 'UTC', known: false }
  try {
    // Throws for unknown names.
    Intl.DateTimeFormat('en', { timeZone: set })
    return { name: set, known: true }
  } catch {
    return { name: 'UTC', known: false, invalidName: set }
  }
}

/**
 * Returns the device's time zone, for times that concern the user, such as the end of a session; never for a building.
 */
export function deviceTimeZone(): TimeZone {
  return toTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}
