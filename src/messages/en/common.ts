/** Messages that several features use. */
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'

export const stateLabels: Record<DisplayedState, string> = {
  free: 'Free',
  'in-use': 'In use',
  busy: 'Busy',
  full: 'Full',
  over: 'Over capacity',
  stale: 'Out of date',
  'no-data': 'No data',
}

/** A number of people: `1 person`, `3 people`. */
export const formatPeople = (count: number) =>
  plural(count, { one: `${formatNumber(count)} person`, other: `${formatNumber(count)} people` })

/** A number of rooms: `1 room`, `3 rooms`. */
export const formatRooms = (count: number) =>
  plural(count, { one: `${formatNumber(count)} room`, other: `${formatNumber(count)} rooms` })

/** A number of sensors: `1 sensor`, `3 sensors`. */
export const formatSensors = (count: number) =>
  plural(count, { one: `${formatNumber(count)} sensor`, other: `${formatNumber(count)} sensors` })

/** The number of people over capacity: `3 over`, `3+ over` when more may be in the room. */
export const overCapacity = (count: string) => `${count} over`

/** Shown in place of an item that fails to render. */
export const cannotBeShown = (name: string) => `Couldn’t show ${name}.`
