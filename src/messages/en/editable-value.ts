/** Messages of values that are edited in place. */

export const saving = 'Saving…'
/** Buttons on touch screens, where the hint about keys is hidden. */
export const save = 'Save'
export const cancel = 'Cancel'
/** Beside the field. */
export const enterSaves = 'Enter saves, Esc cancels'
/** Accessible name of a value. @param value as shown. @param what such as `capacity of Oak` */
export const changeValue = (value: string, what: string) => `${value}, change ${what}`
/** Button in place of a value that is not set. */
export const setValue = 'Set'
/** In place of a value that is not set and that the reader may not change. */
export const noValue = '–'
