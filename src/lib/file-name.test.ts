import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { toFileName } from './file-name.ts'

test.each([
  [
    'Desks South, Floor 3, Main building - occupancy, 24 h',
    'Desks South, Floor 3, Main building - occupancy, 24 h.csv',
  ],
  [
    'Rooms - 2026-11-26T09:14 to 2026-11-26T10:14 Europe/Berlin',
    'Rooms - 2026-11-26T09.14 to 2026-11-26T10.14 Europe Berlin.csv',
  ],
  ['../Büro 3 / Nord', 'Büro 3 Nord.csv'],
  ['a<b>c:d"e/f\\g|h?i*j', 'a b c d e f g h i j.csv'],
  ['会議室 3', '会議室 3.csv'],
  ['غرفة الاجتماعات', 'غرفة الاجتماعات.csv'],
  ['👩‍👩‍👧 room', '👩‍👩‍👧 room.csv'],
  ['Rooms\u202evsc.exe', 'Rooms vsc.exe.csv'],
  ['line\nbreak\u0000', 'line break.csv'],
  ['Room 1. ', 'Room 1.csv'],
  ['CON', '_CON.csv'],
  ['nul.txt', '_nul.txt.csv'],
  ['com¹', '_com¹.csv'],
  ['Contact', 'Contact.csv'],
  ['', 'Headroom.csv'],
  ['..', 'Headroom.csv'],
  ['???', 'Headroom.csv'],
])('a file with the title %j has the name %j', (title, name) => {
  expect(toFileName(title, 'csv')).toBe(name)
})

test('shortens a long name in the middle, so that its end still distinguishes exports of a room', () => {
  const name = toFileName(`${'Long '.repeat(40)}room - occupancy, 24 h`, 'csv')
  expect(name).toMatch(/^Long Long .*….*room - occupancy, 24 h\.csv$/)
  expect(name.length).toBeLessThanOrEqual(120)
})

test('keeps a long name with three bytes per character within the 255 bytes that a file system allows', () => {
  const name = toFileName(`${'会'.repeat(200)} - 24 h`, 'png')
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
  expect(name).toMatch(/ - 24 h\.png$/)
})

const title = fc.oneof(
  arbitraryId(),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom('CON', 'nul', '.', ' ', '/', '\u0301', '\u200d', '👩', 'é')).map(join),
)
function join(parts: string[]) {
  return parts.join('')
}

test('every title yields a name that Windows, macOS and Linux accept', () => {
  fc.assert(
    fc.property(title, (text) => {
      const name = toFileName(text, 'csv')
      const [, base = ''] = /^(.+)\.csv$/s.exec(name) ?? []
      expect(base).toMatch(/[^\s.]$/u)
      expect(base).toMatch(/^[^\s.]/u)
      // oxlint-disable-next-line no-control-regex
      expect(name).not.toMatch(/[<>:"/\\|?*\u0000-\u001f\u007f]|\p{Cs}/u)
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\s*\./i)
      expect(name.length).toBeLessThanOrEqual(120)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255)
    }),
  )
})
