/** Messages of the dialog that asks before unsaved changes are lost. */

export const title = 'Discard unsaved changes?'
export const explanation = 'What you entered hasn’t been saved.'
/** Closes the dialog. */
export const keepButton = 'Keep editing'
/** Leaves the page. */
export const discardButton = 'Discard changes'
