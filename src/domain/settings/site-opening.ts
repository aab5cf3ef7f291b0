import { parseClosedDays, parseOpeningTimes, weekdayKeys } from '#src/contract/opening-times.ts'
import type { Overrides, SiteOverride } from '#src/contract/overrides.ts'
import {
  defaultOpening,
  defaultUsedFromMinutes,
  fullHours,
  type Opening,
  type OpeningHours,
} from '#src/domain/history/opening-hours.ts'
import { addDays, daysBetween, type LocalDate } from '#src/domain/time/local-date.ts'

/** Returns when a site is open: as the overrides state, otherwise Headroom's default hours. */
export function siteOpening(site: SiteOverride | undefined): Opening {
  const { openingHours, closedDays = [] } = site ?? {}
  if (openingHours === undefined && closedDays.length === 0) return defaultOpening
  return {
    hours: openingHours === undefined ? defaultOpening.hours : toOpeningHours(openingHours),
    closedDays: listClosedDates(closedDays),
  }
}

function toOpeningHours(schedule: NonNullable<SiteOverride['openingHours']>): OpeningHours {
  return weekdayKeys.map((key) =>
    (parseOpeningTimes(schedule[key] ?? '') ?? []).flatMap(({ from, to }) => {
      const start = fullHours[from]
      const end = fullHours[to]
      return start === undefined || end === undefined ? [] : [{ from: start, to: end }]
    }),
  )
}

/** Returns each date once, in order. */
function listClosedDates(ranges: readonly string[]): LocalDate[] {
  const dates = ranges.flatMap((text) => {
    const range = parseClosedDays(text)
    if (range === null) return []
    const days = daysBetween(range.from, range.to) + 1
    return Array.from({ length: days }, (_, index) => addDays(range.from, index))
  })
  return [...new Set(dates)].toSorted()
}

/** When a site is open, and a key that sites with the same opening hours share. */
type KeyedOpening = { opening: Opening; openingKey: string }

/** Returns a function that returns when a site is open, computed once per site. */
export function createOpeningLookup(overrides: Overrides | null) {
  const known = new Map<string, KeyedOpening>()
  return function findOpening(siteId = ''): KeyedOpening {
    const cached = known.get(siteId)
    if (cached) return cached
    const opening = siteOpening(overrides?.sites?.[siteId])
    const found = { opening, openingKey: JSON.stringify(opening) }
    known.set(siteId, found)
    return found
  }
}

/** Returns the minutes in use from which an hour counts as used. */
export function usedFromMinutes(overrides: Overrides | null): number {
  return overrides?.usedFromMinutes ?? defaultUsedFromMinutes
}
