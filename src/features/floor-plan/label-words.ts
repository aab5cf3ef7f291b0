import type { PageLabelText } from '#src/domain/floor-plan/page-label.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import { inDigits } from '#src/format/room-words.ts'
import { sensorsInWords } from '#src/format/card-words.ts'

/** What a room says on the plan: as its card, in fewer words. */
export function labelWords({ name, capacity, figure }: LiveRoom, view: RoomView): PageLabelText {
  const limit = capacity === null ? '' : `/ ${inDigits(capacity)}`
  if (view.kind === 'none') return { name, figure: '–', capacity: limit, note: 'No data' }
  return {
    name,
    figure: `${inDigits(view.people)}${view.atLeast ? '+' : ''}`,
    capacity: limit,
    note: noteOf(),
  }

  function noteOf(): string {
    // As long as the longest age: what stands there instead follows the clock.
    if (view.kind === 'stale') return 'Last seen 10 min ago'
    const sensors = sensorsInWords(figure)
    if (sensors.missing) return sensors.words
    return capacity === null ? 'Capacity unknown' : ''
  }
}
