import { shortenMiddle } from './shorten-middle.ts'

/** Maximum length of a file name in UTF-16 code units. */
const maxLength = 120
/** Maximum length of a file name in UTF-8 bytes; Linux allows 255. */
const maxBytes = 240

/**
 * Matches characters that Windows, macOS or Linux does not allow in a file name. Also matches control characters,
 * halves of surrogate pairs, and characters that reverse the reading direction and can therefore disguise the
 * extension.
 */
const illegalCharacters =
  /[<>:"/\\|?*\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
/** Matches the colons of times, which become dots, as in `09.14`. */
const colonBetweenDigits = /(?<=\d):(?=\d)/g
/** Device names, which Windows reserves with any extension. */
const reservedName = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(?=\s*(?:\.|$))/i

/**
 * Returns a file name that every operating system accepts, of at most 120 characters in any script. A longer title is
 * shortened in the middle. A title without permitted characters becomes `Headroom`.
 *
 * @param title what the file contains
 * @param extension such as `csv`
 */
export function toFileName(title: string, extension: string): string {
  const allowed = title
    .normalize()
    .replaceAll(colonBetweenDigits, '.')
    .replaceAll(illegalCharacters, ' ')
    .replaceAll(/\s+/gu, ' ')
  const short = shortenMiddle(trimEnds(allowed), (text) => fits(text, extension.length + 1))
  const name = trimEnds(short) || 'Headroom'
  return `${name.replace(reservedName, '_$&')}.${extension}`
}

/**
 * Removes spaces and dots at both ends. Windows would remove them at the end, and a dot at the start would hide the
 * file.
 */
function trimEnds(name: string): string {
  return name.replaceAll(/^[\s.]+|[\s.]+$/gu, '')
}

/** Returns whether a name has space for `reserved` more characters and the prefix of a reserved name. */
function fits(name: string, reserved: number): boolean {
  return (
    name.length + reserved < maxLength &&
    new TextEncoder().encode(name).length + reserved < maxBytes
  )
}
