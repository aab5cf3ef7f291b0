/** Messages of the search: its button in the header and its dialog. */

/** Text of the button on wide screens. */
export const prompt = 'Find a room or sensor'
/** Accessible name of the button; contains `prompt`. */
export const searchButton = 'Search: find a room or sensor'

/** Accessible name of the dialog. */
export const dialogLabel = 'Search'
export const closeButton = 'Close search'
export const fieldLabel = 'Find a room, floor, tag or sensor'
export const fieldPlaceholder = 'Room, floor, tag, sensor or MAC address'
/** Accessible name of the list of results. */
export const resultsLabel = 'Results'
/** Shown below the field while it is empty. */
export const hint = 'Start typing a name. Small typos are fine.'
export const noMatches = (query: string) => `No matches for “${query}”`

// Results

/** The kind of a result, before the name of the building or site that contains it. */
export const floor = 'Floor'
export const building = 'Building'
export const site = 'Site'
export const tag = 'Tag'
/** The last result, which opens the overview. */
export const allMatchingRooms = (query: string) => `All rooms matching “${query}”`
