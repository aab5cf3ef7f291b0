import {
  displayedState,
  stateLabels,
  type DisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-occupancy.ts'

const numberFormat = new Intl.NumberFormat('en-GB')
const percentFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** `1,204`. */
export function formatNumber(count: number): string {
  return numberFormat.format(count)
}

/** `125 %` of a share such as 1.25; a whole per cent, rounded down, so that 99.6 % never reads as full. */
export function formatPercent(share: number): string {
  return `${percentFormat.format(Math.floor(share * 100 + 1e-9))} %`
}

/** `1 person`, `3 people`. */
export function formatPeople(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'person' : 'people'}`
}

/** The word beside the shape: the state's own, or by how many a room is over. */
export function describeState(view: DisplayedOccupancy, capacity: number | null): string {
  const state = displayedState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return stateLabels[state]
  return `${formatNumber(view.people - capacity)}${view.atLeast ? '+' : ''} over`
}

/**
 * The language to hyphenate a name in. Names carry none, but German's letters, and the words that German makes, are what
 * has to be broken; undefined leaves it to the page.
 */
export function hyphenationLang(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}
