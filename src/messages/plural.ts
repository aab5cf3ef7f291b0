import { languageTag } from '#messages/language.ts'

/** The forms of a message by plural category (CLDR, as in ICU MessageFormat's `plural`). */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

// Values are shown with at most one decimal (`formatDecimal`), so 1.04 is “1 person”.
const rules = new Intl.PluralRules(languageTag, { maximumFractionDigits: 1 })

/** Returns the form for a value, as rounded to one decimal, by the plural rules of the active language. */
export function plural(count: number, forms: PluralForms): string {
  return forms[rules.select(count)] ?? forms.other
}
