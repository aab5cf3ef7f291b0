import { languageTag } from '#messages/language.ts'

const decimalFormat = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 1 })

/** Formats a value with at most one decimal, such as `14`, `4.2` or `1,204`. */
export function formatDecimal(value: number): string {
  return decimalFormat.format(value)
}

const smallFormat = new Intl.NumberFormat(languageTag, { maximumSignificantDigits: 2 })

/** Formats a value like `formatDecimal`, but with two significant digits below 1, such as `0.03`, `0.38` or `4.2`. */
export function formatMetric(value: number): string {
  return Math.abs(value) < 1 ? smallFormat.format(value) : formatDecimal(value)
}
