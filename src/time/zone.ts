/** What a building's times are shown in: its site's IANA zone, or UTC when none is set. */
export type Zone = { name: string; known: boolean }

/** Language of numbers and dates; day before month and 24 hours, as the interface's English reads everywhere. */
const locale = 'en-GB'
const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * The zone of a site. A missing or misspelt name gives UTC with `known: false`, which the interface says.
 *
 * @param name an IANA name such as `Europe/Berlin`
 */
export function siteZone(name: string | null | undefined): Zone {
  if (!name) return { name: 'UTC', known: false }
  try {
    formatter({ timeZone: name })
    return { name, known: true }
  } catch {
    return { name: 'UTC', known: false }
  }
}

/** The zone of this device: for what concerns its reader, such as a session, and never for a building. */
export function deviceZone(): Zone {
  return siteZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

/** `09:14` in the zone. */
export function formatTime(at: number, zone: Zone): string {
  return formatter({ timeZone: zone.name, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** `23 Nov, 09:14` in the zone. */
export function formatDayAndTime(at: number, zone: Zone): string {
  return formatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/** `3 Mar 2027` in the zone. */
export function formatDay(at: number, zone: Zone): string {
  return formatter({
    timeZone: zone.name,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(at)
}

/** `Europe/Berlin (CET)`, or `UTC (no time zone set)`. */
export function zoneInWords(zone: Zone, at: number): string {
  if (!zone.known) return 'UTC (no time zone set)'
  return `${zone.name} (${zoneAbbreviation(zone, at)})`
}

/** `CET`, `GMT+5:30`: what the zone is called at that moment. */
export function zoneAbbreviation(zone: Zone, at: number): string {
  const parts = formatter({ timeZone: zone.name, timeZoneName: 'short' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone.name
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options })
  formatters.set(key, made)
  return made
}
