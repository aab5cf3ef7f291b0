import type { RoomFigure } from '#src/occupancy/room-figure.ts'
import { shownState, shownWords, type RoomView } from './room-view.ts'

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

/** `1 person`, `3 people`. */
export function peopleInWords(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'person' : 'people'}`
}

/** The word beside the shape: the state's own, or by how many a room is over. */
export function stateInWords(view: RoomView, capacity: number | null): string {
  const state = shownState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return shownWords[state]
  return `${inDigits(view.people - capacity)}${view.atLeast ? '+' : ''} over`
}

/**
 * What stands under a figure about its sensors: `2 of 2 sensors`. Sensors that are online and silent because nobody is
 * there are not reporting, but they are not missing either: `2 sensors, quiet`.
 */
export function sensorsInWords(figure: RoomFigure): { words: string; missing: boolean } {
  const { of, reporting } = figure
  if (of === 0) return { words: 'No sensors', missing: false }
  const quiet = figure.contributions.filter((one) => one.kind === 'quiet').length
  const missing = reporting + quiet < of
  if (quiet === of) return { words: `${sensorCount(of)}, quiet`, missing }
  const share = sensorShare(figure)
  return { words: quiet > 0 ? `${share}, ${inDigits(quiet)} quiet` : share, missing }
}

/** `2 of 3 sensors`: those with a count now, of those that should have one. */
export function sensorShare({ reporting, of }: RoomFigure): string {
  return `${inDigits(reporting)} of ${sensorCount(of)}`
}

function sensorCount(count: number): string {
  return `${inDigits(count)} ${count === 1 ? 'sensor' : 'sensors'}`
}
