import { formatClosedDays, parseClosedDays } from '#src/contract/opening-times.ts'
import {
  formatOvernightTimes,
  joinAtMidnight,
  parseOvernightTimes,
  splitAtMidnight,
  toOpeningSchedule,
} from '#src/contract/overnight-times.ts'
import type { SiteOverride } from '#src/contract/overrides.ts'
import type { SettingChange } from '#src/contract/settings.ts'
import { siteOpening } from '#src/domain/settings/site-opening.ts'
import { formatOpeningHours } from '#src/format/opening-hours.ts'
import * as text from '#messages/settings.ts'

/**
 * Opening hours while they are edited: the times of each weekday (empty: closed), which may end on the next day, and
 * ranges of closed days.
 */
export type OpeningDraft = { days: readonly string[]; closedDays: readonly string[] }

export const defaultTimes = '08:00-18:00'

/** Returns the opening hours of a site for editing. */
export function toOpeningDraft(site: SiteOverride | undefined): OpeningDraft {
  return {
    days: joinAtMidnight(siteOpening(site).hours).map(formatOvernightTimes),
    closedDays: site?.closedDays ?? [],
  }
}

const oneInterval = /^\d\d:\d\d-\d\d:\d\d$/

/**
 * Returns the times of all open weekdays, or the default times if every weekday is closed. Null if weekdays differ, or
 * have several intervals. The times may be invalid.
 */
export function commonTimes({ days }: OpeningDraft): string | null {
  const [first, ...others] = new Set(days.filter((times) => times !== ''))
  if (first === undefined) return defaultTimes
  return others.length === 0 && oneInterval.test(first) ? first : null
}

/** Returns an error message for an invalid draft; null if it is valid. */
export function findDraftError({ days }: OpeningDraft): string | null {
  if (days.every((times) => times === '')) return text.noOpenDay
  const isInvalid = days.some((times) => times !== '' && parseOvernightTimes(times) === null)
  if (isInvalid) return text.invalidTimes
  return splitDays(days) === null ? text.overlappingTimes : null
}

function splitDays(days: OpeningDraft['days']) {
  return splitAtMidnight(days.map((times) => parseOvernightTimes(times) ?? []))
}

/**
 * Returns the changes that a valid draft makes.
 *
 * @param stored the values of the site that managers set
 * @param before the draft before it was edited
 */
export function openingChanges(
  siteId: string,
  stored: SiteOverride | undefined,
  before: OpeningDraft,
  draft: OpeningDraft,
): SettingChange[] {
  const path = { section: 'sites', id: siteId } as const
  const changes: SettingChange[] = []
  if (draft.days.join() !== before.days.join()) {
    const old = stored?.openingHours
    const after = toOpeningSchedule(splitDays(draft.days) ?? [])
    changes.push({ ...path, field: 'openingHours', after, ...(old && { before: old }) })
  }
  if (draft.closedDays.join() !== before.closedDays.join()) {
    const old = stored?.closedDays
    const after = draft.closedDays.length === 0 ? undefined : draft.closedDays
    changes.push({
      ...path,
      field: 'closedDays',
      ...(after && { after }),
      ...(old && { before: old }),
    })
  }
  return changes
}

/** Returns the changes that remove the opening hours and closed days that managers set. */
export function resetOpeningChanges(
  siteId: string,
  stored: SiteOverride | undefined,
): SettingChange[] {
  return (['openingHours', 'closedDays'] as const).flatMap((field) =>
    stored?.[field] === undefined
      ? []
      : [{ section: 'sites' as const, id: siteId, field, before: stored[field] }],
  )
}

/** Returns a draft with another range of closed days; null if the range is invalid. If `to` is empty, adds one day. */
export function addClosedDays(draft: OpeningDraft, from: string, to: string): OpeningDraft | null {
  const range = parseClosedDays(formatClosedDays({ from, to: to === '' ? from : to }))
  if (range === null) return null
  const closedDays = [...new Set([...draft.closedDays, formatClosedDays(range)])].toSorted()
  return { ...draft, closedDays }
}

/** Returns the opening hours of a site in words, such as `Mon–Fri, 08:00–18:00`. */
export function describeOpening(site: SiteOverride | undefined): string {
  return formatOpeningHours(siteOpening(site).hours)
}
