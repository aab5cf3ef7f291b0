/** Messages of components that every feature uses. */

/** A button in a field whose text is masked. @param label label of the field, such as `Password` */
export const revealButton = (label: string) => `Show ${label.toLowerCase()}`
/** Shown before the sort orders of `SortSelect`. */
export const sort = 'Sort'
/** Shown in place of the content of a menu or dialog that did not load, until the connection is back. */
export const partFailed = 'Couldn’t load this. Headroom will keep trying.'
