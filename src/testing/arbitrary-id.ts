import * as fc from 'fast-check'

/** Strings that look like an escape sequence or part of a URL, or that are half of a surrogate pair. */
const awkwardParts = [
  '~2f~',
  '~d800~',
  '~',
  '%2F',
  '%',
  '&',
  '+',
  '#',
  '..',
  '\ud800',
  '\udc00',
  '🏢',
]

/** Generates IDs of any UTF-16 code units, including halves of surrogate pairs. */
export function arbitraryId(): fc.Arbitrary<string> {
  const character = fc.nat(0xff_ff).map((code) => String.fromCharCode(code))
  const part = fc.oneof(character, fc.constantFrom(...awkwardParts))
  return fc.array(part, { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''))
}
