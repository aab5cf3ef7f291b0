import {
  displayedState,
  stateLabels,
  type DisplayedOccupancy,
} from '#src/domain/live-rooms/displayed-occupancy.ts'

const numberFormat = new Intl.NumberFormat('en-GB')
const percentFormat = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** Formats a count: `1,204`. */
export function formatNumber(count: number): string {
  return numberFormat.format(count)
}

/** Formats a share such as 1.25 as `125 %`, rounded down, so that 99.6 % never appears as full. */
export function formatPercent(share: number): string {
  return `${percentFormat.format(Math.floor(share * 100 + 1e-9))} %`
}

/** Formats a number of people: `1 person`, `3 people`. */
export function formatPeople(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'person' : 'people'}`
}

/** Returns the label beside the state icon: the state's label, or the number of people over capacity. */
export function describeState(view: DisplayedOccupancy, capacity: number | null): string {
  const state = displayedState(view)
  if (view.kind === 'none' || state !== 'over' || capacity === null) return stateLabels[state]
  return `${formatNumber(view.people - capacity)}${view.atLeast ? '+' : ''} over`
}

/**
 * Returns the language in which to hyphenate a name; undefined means the page's language. Names have no language
 * attribute, but names with German letters tend to contain long compounds that need hyphenation.
 */
export function hyphenationLang(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}
