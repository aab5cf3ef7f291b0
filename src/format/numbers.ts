import {
  shownState,
  shownWords,
  type RoomView,
} from '#src/domain/live-rooms/displayed-occupancy.ts'

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
 * The language to hyphenate a name in. Names carry none, but German's letters, and the words that German makes, are what
 * has to be broken; undefined leaves it to the page.
 */
export function hyphenatedAs(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}
