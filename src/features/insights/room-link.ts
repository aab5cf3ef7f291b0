import { formatRange, type RoomRange } from '#src/domain/history/ranges.ts'
import { roomHref } from '#src/lib/routes.ts'
import { optionalText, withParam } from '#src/lib/url-state.ts'

const rangeParam = optionalText('range')

/** Returns the URL of a room's page with a range. */
export function roomRangeHref(roomId: string, range: RoomRange): string {
  return roomHref(roomId) + withParam('', rangeParam, formatRange(range))
}
