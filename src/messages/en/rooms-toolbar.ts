/** Messages of the toolbar of the overview: filters, sort order and views. */

export const view = 'View'
export const viewLabels = { cards: 'Cards', table: 'Table', plan: 'Floor plan' }
/** Sort orders of the cards. The best fit is the smallest free room with enough seats. */
export const sortLabels = {
  floor: 'By floor',
  name: 'By name',
  occupancy: 'By occupancy',
  utilisation: 'By utilisation',
  fit: 'Best fit',
  problems: 'Problems first',
  usual: 'Busier than usual',
}
export const stateFilter = 'Filter by state'
export const allStates = 'All'

/** Compares rooms with the usual number of people at this time. */
export const compareWithUsual = 'Compare with usual occupancy'
/** The script of the comparison did not load. */
export const usualFailed =
  'Rooms can’t be compared with usual occupancy right now, because a part of this page didn’t load. Headroom will keep trying.'

// Filters

/** The button that opens the filters. While filters are active, only screen readers read this. */
export const filters = 'Filters'
export const findSpace = 'Find a room'
export const clearFilters = 'Clear filters'
/** The button that closes the filters on phones. */
export const closeFilters = 'Done'
export const seats = 'Seats'
export const anySize = 'Any size'
/** An option of the “Seats” field. */
export const orMore = (count: number) => `${count} or more`
/** An active filter: rooms with this many seats or more. */
export const seatsOrMore = (count: number) => `${count} or more seats`
export const tag = 'Tag'
export const anyTag = 'Any tag'
/** Shown instead of `anyTag` once a tag is selected. */
export const addTag = 'Add a tag'
export const floor = 'Floor'
export const anyFloor = 'Any floor'
/** @param filter name of a tag, or `quotedSearch` */
export const removeFilter = (filter: string) => `Remove filter: ${filter}`
export const quotedSearch = (query: string) => `“${query}”`

/** The menu of `saved-views.ts`. */
export const savedViews = 'Saved views'
