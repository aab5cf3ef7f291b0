/** The language tag of this folder's messages, for the document, plural rules, numbers and dates. */
export const languageTag = 'en-GB'
