/**
 * Returns a warning if the time zone data was released before last year, else null. Displays compute local times from
 * the gateway's data, so it must be current.
 *
 * @param version release of the tz database, such as `2025c`; undefined if unknown
 * @param now Unix milliseconds
 */
export function timeZoneDataWarning(version: string | undefined, now: number): string | null {
  const year = Number(/^\d{4}/.exec(version ?? '')?.[0])
  if (year >= new Date(now).getUTCFullYear() - 1) return null
  return `The time zone data of Node.js (${version ?? 'version unknown'}) is old, so displays may show a wrong time. Update Node.js.`
}
