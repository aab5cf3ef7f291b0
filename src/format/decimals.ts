import { languageTag } from '#messages/language.ts'

const decimalFormat = new Intl.NumberFormat(languageTag, { maximumFractionDigits: 1 })

/** Formats a measured value with at most one decimal: `14`, `4.2`, `1,204`. */
export function formatDecimal(value: number): string {
  return decimalFormat.format(value)
}
