/** Messages of components that every feature uses. */

/** A button in a field whose text is masked. @param label label of the field, such as `Password` */
export const revealButton = (label: string) => `Show ${label.toLowerCase()}`
