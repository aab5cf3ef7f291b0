import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { TileSizes } from './tile-layout.ts'

/** What the lines of a page of floors say; the widest of each decides for all, so that columns stay columns. */
export type FloorLineTexts = { name: string; rooms: string; share: string; people: string }

/** Widths in percent of the screen's shorter side; a part that does not fit is left out of every line. */
export type FloorLineLayout = {
  showsRooms: boolean
  showsShare: boolean
  share: number
  people: number
}

/** Between the columns of a line, see board.css. */
const gap = 3
/** A longer name is cut rather than costing the other columns, em. */
const longestName = 14
/** Columns are no narrower while numbers are small, so that nothing moves when they grow. */
const usual = { share: '100 %', people: '100+' }

/** Fits the lines of a page of floors: name and people always, then the share of capacity, then the rooms in use. */
export function floorLineLayout(
  lines: readonly FloorLineTexts[],
  { name, least, tile }: TileSizes,
): FloorLineLayout {
  const widest = (words: readonly string[], size: number) =>
    Math.max(0, ...words.map((one) => measureText(one, size)))
  const share = widest([usual.share, ...lines.map((line) => line.share)], least)
  const people = widest([usual.people, ...lines.map((line) => line.people)], name)
  const rooms = widest(
    lines.map((line) => line.rooms),
    least,
  )
  const names = Math.min(
    longestName * name,
    widest(
      lines.map((line) => line.name),
      name,
    ),
  )
  const left = tile.width - names - people - gap
  const showsShare = share + gap <= left
  return { showsShare, showsRooms: showsShare && rooms + share + 2 * gap <= left, share, people }
}
