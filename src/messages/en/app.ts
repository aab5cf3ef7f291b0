/** Messages around the screens: navigation, titles and errors. */

/** The product's name. */
export const headroom = 'Headroom'

/** Title of the browser tab. @param screen the name of a screen or room */
export const documentTitle = (screen: string) => `${screen} – ${headroom}`

// The screens, in navigation, titles and headings.

/** Accessible name of the navigation. */
export const navLabel = 'Main'
export const rooms = 'Rooms'
export const insights = 'Insights'
export const sensors = 'Sensors'
export const displays = 'Displays'
export const metrics = 'What the metrics mean'
export const settings = 'Settings'

// Shown in place of a part of the page that failed to render or to load.

/** Shown in place of the whole page. */
export const pageFailed = 'Something went wrong'
export const headerFailed = 'Couldn’t show the navigation'
export const breakdownFailed = 'Couldn’t show the breakdown'
export const roomsFailed = 'Couldn’t show the rooms'
export const roomFailed = 'Couldn’t show the room'
export const screenFailed = 'Couldn’t show this page'
export const failedHint = 'Check your connection, then reload the page.'
export const reloadButton = 'Reload page'
