import * as text from '#messages/breakdown.tsx'
import type { ListedRoomTerms } from './location-breakdown.ts'

/** Describes the rooms that a list omits: `12 more rooms with 34 people`, `212 rooms with 0 people`. */
export function describeOmittedRooms({
  omitted,
  empty,
  withoutSensors,
}: ListedRoomTerms): string[] {
  const more = omitted.incomplete + omitted.counted
  return [
    ...(more > 0 ? [text.moreRooms(more, omitted.people, omitted.incomplete)] : []),
    ...(empty > 0 ? [text.emptyRooms(empty)] : []),
    ...(withoutSensors > 0 ? [text.roomsWithoutSensors(withoutSensors)] : []),
  ]
}
