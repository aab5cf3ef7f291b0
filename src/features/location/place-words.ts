import { inDigits, inPercent, peopleInWords } from '#src/format/room-words.ts'
import type { PlaceRow } from './place-rows.ts'

/** What stands beside a place: `286+`, `17 of 25 rooms in use`, `41 % full`. */
export function placeLine({ totals, filled }: PlaceRow): {
  people: string
  inUse: string
  share: string
} {
  return {
    people: `${inDigits(totals.people)}${totals.atLeast ? '+' : ''}`,
    inUse: `${inDigits(totals.inUse)} of ${inDigits(totals.rooms)} ${totals.rooms === 1 ? 'room' : 'rooms'} in use`,
    share: filled === null ? '' : `${inPercent(filled.people / filled.capacity)} full`,
  }
}

/**
 * A place's accessible name: `Floor 3, at least 79 people, 7 of 10 rooms in use, 41 % full`.
 *
 * @param known whether the figures are true now
 */
export function placeName(row: PlaceRow, known: boolean): string {
  if (!known) return `${row.name}, no data now`
  const { inUse, share } = placeLine(row)
  const people = `${row.totals.atLeast ? 'at least ' : ''}${peopleInWords(row.totals.people)}`
  return [row.name, people, inUse, share].filter(Boolean).join(', ')
}
