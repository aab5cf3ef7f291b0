import { languageTag } from '#messages/language.ts'

/** The forms of a message by plural category (CLDR, as in ICU MessageFormat's `plural`). */
export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>

const rules = new Intl.PluralRules(languageTag)

/** Returns the form for a count by the plural rules of the active language. */
export function plural(count: number, forms: PluralForms): string {
  return forms[rules.select(count)] ?? forms.other
}
