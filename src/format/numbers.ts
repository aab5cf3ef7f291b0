import { languageTag } from '#messages/language.ts'
import { percent } from '#messages/units.ts'

let numberFormat: Intl.NumberFormat | null = null

/** Formats a count: `1,204`. */
export function formatNumber(count: number): string {
  // All languages of the page write these numbers alike, and creating the formatter would delay the first screen.
  if (Number.isInteger(count) && count >= 0 && count < 1_000) return String(count)
  numberFormat ??= new Intl.NumberFormat(languageTag)
  return numberFormat.format(count)
}

/** Formats a share such as 1.25 as `125%`, rounded down, so that 99.6% never appears as 100%. */
export function formatPercent(share: number): string {
  return percent(formatNumber(Math.floor(share * 100 + 1e-9)))
}

/**
 * Returns the language in which to hyphenate a name; undefined means the page's language. The language of a name is
 * unknown, but names with German letters tend to contain long compounds that need hyphenation.
 */
export function hyphenationLang(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}
