import { languageTag } from '#messages/language.ts'
import { percent } from '#messages/units.ts'

const formats = [0, 1].map(
  (digits) =>
    new Intl.NumberFormat(languageTag, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
)

/**
 * Formats a share of a past period, rounded to the nearest value, as `59%`, or as `58.6%` with one decimal. Shares of
 * current values are rounded down instead (`formatPercent`).
 */
export function formatPercentage(share: number, decimals: 0 | 1 = 0): string {
  return percent(formats[decimals]?.format(share * 100) ?? '')
}
