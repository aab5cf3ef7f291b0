/** Units of time. */
export const seconds = (count: number) => `${count} s`
export const minutes = (count: number) => `${count} min`
export const hours = (count: number) => `${count} h`
export const days = (count: number) => `${count} d`

/** @param duration such as `3 min` */
export const ago = (duration: string) => `${duration} ago`

/** @param number such as `125` */
export const percent = (number: string) => `${number}%`
