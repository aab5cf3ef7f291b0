/** Messages of the menu of saved views. */

export const noSavedViews =
  'No saved views yet. Choose filters, a sort order and a view, then save them under a name.'
export const saveViewAs = 'Save this view as'
export const saveButton = 'Save'
/** A checkbox; the checked view opens when someone opens Headroom in this browser. */
export const openByDefault = 'Open by default'
export const openViewByDefault = (name: string) => `${openByDefault}: ${name}`
export const deleteView = (name: string) => `Delete ${name}`
