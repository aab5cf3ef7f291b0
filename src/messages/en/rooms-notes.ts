/** Messages above and below the rooms: notes on the building's data, and the legend of the cards. */
import { formatList } from '#messages/topology.ts'

// Legend below the cards; short labels beside symbols

export const barsLegend = 'Bars show people relative to capacity'
export const capacityLegend = 'tick = capacity'
export const sparklineLegend = 'past 30 minutes'
/** Beside an example of the bracket below a bar. */
export const usualLegend = 'usual at this time'
export const staleLegend = 'out of date'
/** Beside an example of an underlined number. */
export const breakdownLegend = 'show breakdown'
/** @param zones such as `Europe/Berlin (CET)`; one for each time zone of the buildings */
export const timeZones = (zones: readonly string[]) =>
  zones.length === 1
    ? `Times in ${zones.join('')}`
    : `Times are local to each building: ${formatList(zones)}`

// Notes above the cards

/**
 * @param isPlan whether the page would show the floor plan
 * @param error a sentence, or empty
 */
export const topologyUnavailable = (isPlan: boolean, error: string) =>
  [
    'Building details are unavailable right now, so rooms appear by ID, without floors or capacities.',
    isPlan ? 'The floor plan is unavailable too, so rooms are shown as cards.' : '',
    error,
  ]
    .filter(Boolean)
    .join(' ')
/** @param error a sentence */
export const sensorsUnavailable = (error: string) =>
  `The sensor list is unavailable right now, so counts include only sensors that are reporting and may be too low. ${error}`
/** @param parts such as `at least 2 rooms on Floor 3` */
export const topologyIncomplete = (parts: string) =>
  `Butlr sent incomplete building details. Missing: ${parts}.`
/** @param parts such as `1 room and 1 sensor` */
export const topologyDuplicates = (parts: string) =>
  `Butlr lists ${parts} more than once. Duplicates count only once.`
/**
 * A problem in the overrides file.
 *
 * @param place such as `line 3, column 9` or `rooms.room_1.capacity`; null when the problem concerns the whole file
 * @param message a sentence
 * @param loadedAt when the version in use was loaded, such as `23 Nov, 09:14`; null when there is none
 */
export const overridesError = (place: string | null, message: string, loadedAt: string | null) =>
  `Problem with the settings file${place === null ? '' : ` (${place})`}: ${message}${
    loadedAt === null ? '' : ` The version from ${loadedAt} is still in use.`
  }`
