import { ofRooms } from '#messages/board.ts'
import { countSeats, widestPeople } from '#src/board/footer/footer-fit.ts'
import type { BoardContent } from '#src/board/typography/board-content.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import type { TextWidths } from './number-size.ts'

/** Letter spacing of large numbers, in em. */
const figureSpacing = -0.03

export type MeasuredFloors = {
  count: number
  widths: TextWidths
  hasBuildings: boolean
  /** Number of rooms on the largest floor. */
  largest: number
}

/** Measures the floors of a board. The result does not depend on live counts. */
export function measureFloors({ floors, rooms }: BoardContent, locale: string): MeasuredFloors {
  const roomsByFloor = new Map<string | null, { capacity: number | null }[]>()
  for (const room of rooms) {
    const onFloor = roomsByFloor.get(room.floorId) ?? []
    roomsByFloor.set(room.floorId, onFloor)
    onFloor.push(room)
  }
  const figures = (words: string) => measureText(words, 1) + figureSpacing * words.length
  const digits = (count: number) => formatLocalNumber(locale, count)
  const widest = (width: (floor: (typeof floors)[number]) => number) =>
    Math.max(1, ...floors.map(width))
  return {
    count: floors.length,
    hasBuildings: new Set(floors.map(({ buildingId }) => buildingId)).size > 1,
    largest: Math.max(1, ...floors.map(({ roomCount }) => roomCount)),
    widths: {
      name: widest(({ name }) => measureText(name, 1)),
      free: widest(({ roomCount }) => figures(digits(roomCount))),
      of: widest(({ roomCount }) => measureText(` ${ofRooms(digits(roomCount))}`, 1)),
      people: widest(({ id }) =>
        figures(widestPeople(locale, countSeats(roomsByFloor.get(id) ?? []))),
      ),
    },
  }
}
