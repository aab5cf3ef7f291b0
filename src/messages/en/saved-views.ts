/** Messages of the menu of saved views. */

export const myViews = 'My views'
export const sharedViews = 'Shared views'
export const noSavedViews =
  'No saved views yet. Choose filters, a sort order and a layout, then save them as a view.'
export const noSharedViews = 'No shared views yet.'
export const sharedViewsUnavailable =
  'Shared views are unavailable because Headroom can’t check which sites you have access to.'
export const loading = 'Loading…'
/** Shown above the list of the last successful request. */
export const listOutOfDate = (reason: string) => `This list may be out of date. ${reason}`
/** A view that the gateway has not stored yet. */
export const onlyInThisBrowser = 'Only in this browser'
export const saveViewAs = 'Save this view as'
export const saveButton = 'Save'
export const cancelButton = 'Cancel'
export const viewName = 'Name'
/** A checkbox. @param sites names of the sites that the account sees */
export function shareWithSites(sites: readonly string[]): string {
  if (sites.length === 0) return 'Share with everyone at your sites'
  return sites.length > 2
    ? `Share with everyone at your ${sites.length} sites`
    : `Share with everyone at ${sites.join(' and ')}`
}
/** A checkbox, for a view of one location. @param location such as `Floor 3, Main building` */
export const shareWithLocation = (location: string) =>
  `Share with everyone who has access to ${location}`
/** Below the checkbox. */
export const sharingHint =
  'Anyone with access to the view’s location and tags can see it, along with your account name.'
export const sharedByYou = 'Shared by you'
/** @param account email address or client ID */
export const sharedBy = (account: string) => `Shared by ${account}`
/** A checkbox in the form that changes a view. */
export const replaceWithCurrent = 'Replace its filters, sort order and layout with the current ones'
/** A checkbox; the checked view opens when someone opens Headroom in this browser. */
export const openByDefault = 'Open by default'
export const openViewByDefault = (name: string) => `${openByDefault}: ${name}`
/** Shown when the default view is in neither list. */
export const unlistedDefault = 'Your default view isn’t in these lists.'
export const resetDefault = 'Clear default'
export const editView = (name: string) => `Edit ${name}`
export const deleteView = (name: string) => `Delete ${name}`
export const confirmDeleteButton = 'Confirm delete'
export const confirmDeleteView = (name: string) => `Confirm delete: ${name}`
/** @param name name of a view that the account already has */
export const nameTaken = (name: string) => `You already have a view called “${name}”.`
export const replaceButton = 'Replace it'
export const nameMissing = 'Enter a name.'
