/** A syntax error in a JSON text; `line` and `column` start at 1. */
type JsonSyntaxError = { line: number; column: number; message: string }

const whitespace = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON forbids these in strings (RFC 8259, section 7)
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])|(?:true|false|null)(?!\w)/y
const maxDepth = 32

class ParseError extends Error {
  override readonly name = 'ParseError'
  readonly at: number

  constructor(at: number, message: string) {
    super(message)
    this.at = at
  }
}

/**
 * Returns the first syntax error of a JSON text (RFC 8259), or null. `JSON.parse` does not suffice: its messages differ
 * between Node versions, most contain no position, and some quote the text. Also reports duplicate keys, since the
 * first value would be lost silently.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | null {
  try {
    const end = skipWhitespace(text, parseValue(text, 0, 0))
    if (end < text.length) throw new ParseError(end, 'Unexpected text after the end of the JSON.')
    return null
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const before = text.slice(0, error.at).split(/\r\n|\r|\n/)
    return { line: before.length, column: (before.at(-1) ?? '').length + 1, message: error.message }
  }
}

/** Like the functions below, takes the start offset of a value and returns the end offset. Throws `ParseError`. */
function parseValue(text: string, from: number, depth: number): number {
  const at = skipWhitespace(text, from)
  if (depth > maxDepth) throw new ParseError(at, 'Too many nested levels.')
  if (text[at] === '{') return parseObject(text, at, depth)
  if (text[at] === '[') return parseArray(text, at, depth)
  const end = matchAt(string, text, at) ?? matchAt(scalar, text, at)
  if (end === null) throw new ParseError(at, expectedMessage(text, at, 'a value'))
  return end
}

function parseObject(text: string, open: number, depth: number): number {
  const keys = new Set<string>()
  let at = skipWhitespace(text, open + 1)
  if (text[at] === '}') return at + 1
  for (;;) {
    const end = matchAt(string, text, at)
    if (end === null) throw new ParseError(at, expectedMessage(text, at, 'a key in double quotes'))
    const key = text.slice(at, end)
    if (keys.has(key)) throw new ParseError(at, 'Duplicate key.')
    keys.add(key)
    const colon = skipWhitespace(text, end)
    if (text[colon] !== ':') throw new ParseError(colon, expectedMessage(text, colon, 'a colon'))
    at = skipWhitespace(text, parseValue(text, colon + 1, depth + 1))
    if (text[at] === '}') return at + 1
    if (text[at] !== ',') throw new ParseError(at, expectedMessage(text, at, 'a comma or }'))
    at = skipWhitespace(text, at + 1)
  }
}

function parseArray(text: string, open: number, depth: number): number {
  let at = skipWhitespace(text, open + 1)
  if (text[at] === ']') return at + 1
  for (;;) {
    at = skipWhitespace(text, parseValue(text, at, depth + 1))
    if (text[at] === ']') return at + 1
    if (text[at] !== ',') throw new ParseError(at, expectedMessage(text, at, 'a comma or ]'))
    at += 1
  }
}

function expectedMessage(text: string, at: number, what: string): string {
  return at < text.length ? `Expected ${what}.` : `Unexpected end of file: expected ${what}.`
}

function skipWhitespace(text: string, from: number): number {
  return matchAt(whitespace, text, from) ?? from
}

function matchAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
