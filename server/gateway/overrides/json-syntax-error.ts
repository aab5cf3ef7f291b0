/** What is wrong with a JSON text; lines and columns count from 1. */
export type JsonFault = { line: number; column: number; message: string }

const space = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON forbids these in strings (RFC 8259, section 7)
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y
const deepest = 32

class Fault extends Error {
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

/**
 * Finds the first fault of a JSON text (RFC 8259), or null. `JSON.parse` would do, did it say where: its messages differ
 * between versions of Node, most name no place, some quote the text. A key given twice is a fault here as well, since
 * the first value would be lost without a word.
 */
export function jsonFault(text: string): JsonFault | null {
  try {
    const end = skip(text, value(text, 0, 0))
    if (end < text.length) throw new Fault(end, 'The text goes on after its end.')
    return null
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const before = text.slice(0, error.at).split(/\r\n|\r|\n/)
    return { line: before.length, column: (before.at(-1) ?? '').length + 1, message: error.message }
  }
}

/** Each of these takes where it begins, and returns where it ends. */
function value(text: string, from: number, depth: number): number {
  const at = skip(text, from)
  if (depth > deepest) throw new Fault(at, 'It is nested too deeply.')
  if (text[at] === '{') return members(text, at, depth)
  if (text[at] === '[') return elements(text, at, depth)
  const end = match(string, text, at) ?? match(scalar, text, at)
  if (end === null) throw new Fault(at, expected(text, at, 'a value'))
  return end
}

function members(text: string, open: number, depth: number): number {
  const keys = new Set<string>()
  let at = skip(text, open + 1)
  if (text[at] === '}') return at + 1
  for (;;) {
    const end = match(string, text, at)
    if (end === null) throw new Fault(at, expected(text, at, 'a key in double quotes'))
    const key = text.slice(at, end)
    if (keys.has(key)) throw new Fault(at, 'This key was given before.')
    keys.add(key)
    const colon = skip(text, end)
    if (text[colon] !== ':') throw new Fault(colon, expected(text, colon, 'a colon'))
    at = skip(text, value(text, colon + 1, depth + 1))
    if (text[at] === '}') return at + 1
    if (text[at] !== ',') throw new Fault(at, expected(text, at, 'a comma or }'))
    at = skip(text, at + 1)
  }
}

function elements(text: string, open: number, depth: number): number {
  let at = skip(text, open + 1)
  if (text[at] === ']') return at + 1
  for (;;) {
    at = skip(text, value(text, at, depth + 1))
    if (text[at] === ']') return at + 1
    if (text[at] !== ',') throw new Fault(at, expected(text, at, 'a comma or ]'))
    at += 1
  }
}

function expected(text: string, at: number, what: string): string {
  return at < text.length
    ? `There should be ${what} here.`
    : `The text ends where ${what} should be.`
}

function skip(text: string, from: number): number {
  return match(space, text, from) ?? from
}

function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
