import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { ShownState } from '#src/domain/live-rooms/room-view.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { totals } from '#src/domain/occupancy/totals.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { numberIn } from '#src/format/in-language.ts'
import { said, type Answered } from './said.ts'

/** Totals of a board or of a floor on it. */
export type BoardSums = {
  /** `1,204`, `12+`; `–` where nothing is known. */
  people: string
  /** `1 person`, `12+ people`. */
  peopleLabel: string
  /** How many rooms are in each state. */
  states: ReadonlyMap<ShownState, number>
}

/** Adds a board's rooms up. People in rooms that are shown in words are not counted: then the sum is "at least". */
export function boardSums(
  board: Pick<BoardDraft, 'privacy' | 'shortNames' | 'locale'>,
  rooms: readonly LiveRoom[],
  answered: Answered,
): BoardSums {
  const states = new Map<ShownState, number>()
  let withheld = false
  const isPrivate = ({ capacity }: LiveRoom) => isStatusOnly(board.privacy, capacity)
  for (const room of rooms) {
    const { state } = said(board, room, answered)
    states.set(state, (states.get(state) ?? 0) + 1)
    if (isPrivate(room) && state === 'in-use') withheld = true
  }
  const sum = totals(rooms.filter((room) => !isPrivate(room)))
  const atLeast = sum.atLeast || withheld
  // "At least 0" would read as an empty building.
  const isUnknown = sum.people === 0 && atLeast
  const people = isUnknown ? '–' : `${numberIn(board.locale, sum.people)}${atLeast ? '+' : ''}`
  const noun = sum.people === 1 && !atLeast ? 'person' : 'people'
  return { people, peopleLabel: `${people} ${noun}`, states }
}

/** `3 of 8 rooms in use`; where the state of some is unknown, `3 of 8 rooms in use, 1 no data`. */
export function roomsInUseLabel(
  { locale }: Pick<BoardDraft, 'locale'>,
  rooms: readonly LiveRoom[],
  { states }: BoardSums,
): string {
  const digits = (count: number) => numberIn(locale, count)
  const unknown = (states.get('no-data') ?? 0) + (states.get('stale') ?? 0)
  const noun = rooms.length === 1 ? 'room' : 'rooms'
  const inUse = `${digits(totals(rooms).inUse)} of ${digits(rooms.length)} ${noun} in use`
  return unknown === 0 ? inUse : `${inUse}, ${digits(unknown)} no data`
}
