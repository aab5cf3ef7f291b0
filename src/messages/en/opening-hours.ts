/** Opening hours in words. */

/** The time at which a day ends. */
export const endOfDay = '24:00'
export const everyDay = 'every day'
/** Between ranges of weekdays, between times of a day, and between groups of days. */
export const daysSeparator = ', '
export const timesSeparator = ' and '
export const groupSeparator = '; '
/** @param days such as `Mon–Fri`. @param times such as `08:00–18:00` */
export const hoursOfDays = (days: string, times: string) => `${days}, ${times}`
