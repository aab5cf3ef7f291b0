import { languageTag } from '#messages/language.ts'
import { percent } from '#messages/units.ts'

let numberFormat: Intl.NumberFormat | null = null

/** Formats a count, such as `1,204`. */
export function formatNumber(count: number): string {
  // Creating the formatter would delay the first screen, and these numbers are the same in all languages of the page.
  if (Number.isInteger(count) && count >= 0 && count < 1_000) return String(count)
  numberFormat ??= new Intl.NumberFormat(languageTag)
  return numberFormat.format(count)
}

/** Formats a share such as 1.25 as `125%`, rounded down, so that 99.6% does not become 100%. */
export function formatPercent(share: number): string {
  return percent(formatNumber(Math.floor(share * 100 + 1e-9)))
}

/**
 * Returns the language for hyphenating a name, or undefined for the page's language. The language of a name is unknown,
 * but names with German letters often contain long compounds.
 */
export function hyphenationLang(name: string): 'de' | undefined {
  return /[äöüß]/i.test(name) ? 'de' : undefined
}
