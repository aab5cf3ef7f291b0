/** Messages of the location switcher in the header and its list of sites, buildings and floors. */
import type { OccupancyTotals } from '#src/domain/occupancy/totals.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatPeople, formatRooms } from './common.ts'

/** Accessible name of the breadcrumb. */
export const navLabel = 'Location'
/** Accessible name of the list. */
export const listLabel = 'Locations'
export const loading = 'Loading…'

// The end of the breadcrumb when no floor is selected.

export const allSites = 'All sites'
export const allBuildings = 'All buildings'
export const allFloors = 'All floors'
/** Shown when the link is to a location that does not exist or no longer exists. */
export const unknownLocation = 'Unknown location'

// A location in the list.

/** The number of people; `286+` means that there may be more. */
export const people = ({ people, atLeast }: OccupancyTotals) =>
  `${formatNumber(people)}${atLeast ? '+' : ''}`
/** `17 of 25 rooms in use` */
export const roomsInUse = ({ inUse, rooms }: OccupancyTotals) =>
  `${formatNumber(inUse)} of ${formatRooms(rooms)} in use`
/** @param share people divided by capacity */
export const utilisation = (share: number) => `${formatPercent(share)} full`
export const noData = 'No current data'
/** @param zone such as `Europe/Berlin (CET)` */
export const timeZone = (zone: string) => `Time zone: ${zone}`

/**
 * Accessible name of a location: `Floor 3, at least 79 people, 7 of 10 rooms in use, 41% full`.
 *
 * @param name name of the site, building or floor, or `allSites`
 * @param totals null when there is no current data
 * @param share people divided by capacity; null when unknown
 */
export const locationLabel = (
  name: string,
  totals: OccupancyTotals | null,
  share: number | null,
): string => {
  if (totals === null) return `${name}, no current data`
  const atLeast = totals.atLeast ? 'at least ' : ''
  const summary = `${name}, ${atLeast}${formatPeople(totals.people)}, ${roomsInUse(totals)}`
  return share === null ? summary : `${summary}, ${utilisation(share)}`
}
