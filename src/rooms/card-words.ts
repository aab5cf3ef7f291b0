import type { Freshness } from '#src/occupancy/freshness.ts'
import type { RoomFigure } from '#src/occupancy/room-figure.ts'
import type { LiveRoom } from '#src/live/live-rooms.ts'
import { cardView, shownState, shownWords, type CardView } from './card-view.ts'

const numbers = new Intl.NumberFormat('en-GB')
const percents = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** `1,204`. */
export function inDigits(count: number): string {
  return numbers.format(count)
}

/** `125 %` of a share such as 1.25; a whole per cent, rounded down, so that 99.6 % never reads as full. */
export function inPercent(share: number): string {
  return `${percents.format(Math.floor(share * 100 + 1e-9))} %`
}

/**
 * The language to hyphenate a name in. Names carry none, but German's letters, and the words that German makes, are what
 * has to be broken; undefined leaves it to the page.
 */
export function hyphenatedAs(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}

/** `1 person`, `3 people`. */
export function peopleInWords(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'person' : 'people'}`
}

/** `1 room`, `3 rooms`. */
export function roomsInWords(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'room' : 'rooms'}`
}

/**
 * The accessible name of a room's card: `Maple, 6 of 10 people, in use`.
 *
 * @param freshness of the room's own figure
 */
export function cardName(room: LiveRoom, freshness: Freshness): string {
  const { name, capacity, figure } = room
  const view = cardView(room, freshness, null)
  if (view.kind === 'none') return `${name}, no data`
  if (view.atLeast) {
    const rest = view.kind === 'stale' ? 'stale' : `${sensorShare(figure)} reporting`
    return `${name}, at least ${peopleInWords(view.people)}, ${rest}`
  }
  const people =
    capacity === null
      ? peopleInWords(view.people)
      : `${inDigits(view.people)} of ${inDigits(capacity)} people`
  return `${name}, ${people}, ${stateInWords(view, capacity).toLowerCase()}`
}

/** The word beside the bar: the state's own, or by how many a room is over. */
export function stateInWords(view: CardView, capacity: number | null): string {
  const state = shownState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return shownWords[state]
  return `${inDigits(view.people - capacity)}${view.atLeast ? '+' : ''} over`
}

/**
 * What stands under a figure about its sensors: `2 of 2 sensors`. Sensors that are online and silent because nobody is
 * there are not reporting, but they are not missing either: `2 sensors, quiet`.
 *
 * @param expired the figure is so old that nobody knows which sensors report now
 */
export function sensorsInWords(
  figure: RoomFigure,
  expired = false,
): { words: string; missing: boolean } {
  const { of, reporting } = figure
  if (of === 0) return { words: 'No sensors', missing: false }
  if (expired) return { words: sensorCount(of), missing: false }
  const quiet = figure.contributions.filter((one) => one.kind === 'quiet').length
  const missing = reporting + quiet < of
  if (quiet === of) return { words: `${sensorCount(of)}, quiet`, missing }
  const share = sensorShare(figure)
  return { words: quiet > 0 ? `${share}, ${inDigits(quiet)} quiet` : share, missing }
}

function sensorShare({ reporting, of }: RoomFigure): string {
  return `${inDigits(reporting)} of ${sensorCount(of)}`
}

function sensorCount(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'sensor' : 'sensors'}`
}
