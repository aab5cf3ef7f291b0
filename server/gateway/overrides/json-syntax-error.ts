import { printParseErrorCode, visit } from 'jsonc-parser'

/** A syntax error in JSON text; `line` and `column` start at 1. */
type JsonSyntaxError = { line: number; column: number; message: string }

const maxDepth = 32
const nestedTooDeeply = 'Too many nested levels.'

/** Messages by jsonc-parser error name. */
const messages: Partial<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  InvalidSymbol: 'Expected a value or a key in double quotes.',
  UnexpectedEndOfNumber: 'This number is incomplete.',
  PropertyNameExpected: 'Expected a key in double quotes.',
  ValueExpected: 'Expected a value.',
  ColonExpected: 'Expected a colon.',
  CommaExpected: 'Expected a comma, or the end of the object or list.',
  CloseBraceExpected: 'Expected a comma or }.',
  CloseBracketExpected: 'Expected a comma or ].',
  EndOfFileExpected: 'Expected the end of the file.',
  InvalidCommentToken: 'Comments are not allowed.',
  UnexpectedEndOfString: 'This string is missing its closing quote.',
}

/**
 * Returns the first syntax error in JSON text (RFC 8259), or null. `JSON.parse` does not suffice: its messages differ
 * between Node versions, most contain no position, and some quote the text. Also reports more than `maxDepth` nested
 * levels, and duplicate keys, because `JSON.parse` silently ignores all values of a key but the last.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | null {
  let first: JsonSyntaxError | null = null
  const report = (line: number, character: number, message: string) => {
    first ??= { line: line + 1, column: character + 1, message }
  }
  /** The keys of the open objects; empty for open lists. */
  const open: Set<string>[] = []
  const enter = (_offset: number, _length: number, line: number, character: number) => {
    if (open.push(new Set()) > maxDepth) report(line, character, nestedTooDeeply)
  }
  const leave = () => void open.pop()
  try {
    visit(
      text,
      {
        onObjectBegin: enter,
        onObjectEnd: leave,
        onArrayBegin: enter,
        onArrayEnd: leave,
        onObjectProperty(key, _offset, _length, line, character) {
          const keys = open.at(-1)
          if (keys?.has(key)) report(line, character, 'Duplicate key.')
          keys?.add(key)
        },
        onError(code, _offset, _length, line, character) {
          report(line, character, messages[printParseErrorCode(code)] ?? 'This is not valid JSON.')
        },
      },
      { disallowComments: true },
    )
  } catch (error) {
    // The parser is recursive, so deep nesting can overflow the stack.
    if (!(error instanceof RangeError)) throw error
    return first ?? { line: 1, column: 1, message: nestedTooDeeply }
  }
  return first ?? (isJson(text) ? null : { line: 1, column: 1, message: 'This is not valid JSON.' })
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
