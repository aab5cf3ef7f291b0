import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  roomFreshness,
  roomView,
  shownState,
  type ShownState,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { stateInWords } from '#src/format/numbers.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { spanInWords } from '#src/domain/time/duration.ts'
import { cardName, sensorsInWords } from '#src/format/occupancy-labels.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { digitsIn, numberIn } from '#src/format/localized-format.ts'
import { totals } from '#src/domain/occupancy/totals.ts'

/** What a board says of a room. */
export type Said = {
  name: string
  /** For those who do not see it. */
  label: string
  state: ShownState
  /** `7+`; null where no number is shown: of private rooms, and without data. */
  figure: string | null
  /** What stands in the place of a private room's number: `In use`; null for all others. */
  instead: string | null
  /** `10`; null where nobody knows it, or no number is shown. */
  capacity: string | null
  /** The word beside the shape: `In use`, `3 over`, `7 min old`. */
  word: string
  /** `1 of 2 sensors` where the figure lacks one. */
  note: string | null
  /** People against capacity, for the bar; null where there is none. */
  level: number | null
}

/** When the figures came and what time it is, Unix milliseconds by the server's clock. */
export type Answered = {
  at: number | null
  now: number
  freshness: Freshness
  intervalMs: number
}

type Wishes = Pick<BoardDraft, 'privacy' | 'shortNames' | 'locale'>

/**
 * What a board says of a room at the moment. A silent room's last value is stale, and says its age, as soon as it is
 * older than two intervals: the board's own age, which is that of the poll, says nothing of it.
 */
export function said(wishes: Wishes, room: LiveRoom, answered: Answered): Said {
  const { at, now } = answered
  const { capacity, figure } = room
  const own = freshnessOnBoard(room, answered)
  const view = roomView(room, own, at)
  const inDigits = (count: number) => numberIn(wishes.locale, count)
  const name = wishes.shortNames[room.id] ?? room.name
  const limit = capacity === null ? null : inDigits(capacity)
  const nothing = { figure: null, instead: null, capacity: null, note: null, level: null }
  if (view.kind === 'none') {
    return {
      ...nothing,
      name,
      label: `${name}, no data`,
      state: 'no-data',
      word: 'No data',
      capacity: limit,
    }
  }
  const trueAt = figure.kind === 'last-known' ? figure.seenAt : (at ?? now)
  const old = view.kind === 'stale' ? `${spanInWords(now - trueAt)} old` : null
  if (isStatusOnly(wishes.privacy, capacity)) {
    const inUse = view.people > 0
    const word = old === null ? (inUse ? 'In use' : 'Free') : digitsIn(wishes.locale, old)
    const state = view.kind === 'stale' ? 'stale' : inUse ? 'in-use' : 'free'
    const label = `${name}, ${word.toLowerCase()}`
    return { ...nothing, name, label, state, word, instead: inUse ? 'In use' : 'Free' }
  }
  const sensors = sensorsInWords(figure)
  return {
    name,
    label: `${cardName({ ...room, name }, own)}${old === null ? '' : `, ${old}`}`,
    state: shownState(view),
    figure: `${inDigits(view.people)}${view.atLeast ? '+' : ''}`,
    instead: null,
    capacity: limit,
    word: digitsIn(wishes.locale, old ?? stateInWords(view, capacity)),
    note: sensors.missing ? digitsIn(wishes.locale, sensors.words) : null,
    level: capacity === null ? null : view.people / capacity,
  }
}

/** Whether the last value of a silent room stands in for its count. Such a value ages with the clock, not with the poll. */
export function isLastKnown({ figure }: Pick<LiveRoom, 'figure'>): boolean {
  return figure.kind === 'last-known'
}

function freshnessOnBoard(room: LiveRoom, { at, now, freshness, intervalMs }: Answered): Freshness {
  const own = roomFreshness(room, freshness, at === null ? null : Math.max(at, now), intervalMs)
  return isLastKnown(room) && own === 'late' ? 'stale' : own
}

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
