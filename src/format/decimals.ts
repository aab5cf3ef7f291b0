import { languageTag } from '#messages/language.ts'

const decimalFormat = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 1 })

/** Formats a measured value with at most one decimal: `14`, `4.2`, `1,204`. */
export function formatDecimal(value: number): string {
  return decimalFormat.format(value)
}

/** Returns a share as an integer percentage, rounded down as in `formatPercent`, which the first route loads. */
export function roundPercentage(share: number): number {
  return Math.floor(share * 100 + 1e-9)
}
