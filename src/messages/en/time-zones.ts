/** Labels of time zones, beside times and as the value of a field. */

/** `Europe/Berlin (CET)`: the IANA name and an abbreviation, which may be `GMT+5:30`. */
export const timeZone = (name: string, abbreviation: string) => `${name} (${abbreviation})`
/** A time in a zone that is not the device's: `09:14 EST`. */
export const timeInZone = (time: string, abbreviation: string) => `${time} ${abbreviation}`
/** A site without a time zone. Its times are in UTC. */
export const timeZoneNotSet = 'UTC (no time zone set)'
/** A site whose time zone does not exist. Its times are in UTC. */
export const timeZoneUnknown = (name: string) => `UTC (unknown time zone “${name}”)`

/** A day with its weekday: `Wed 25 Nov`. */
export const weekdayDate = (weekday: string, date: string) => `${weekday} ${date}`
