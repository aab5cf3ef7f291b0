import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { arbitraryId } from '#src/testing/arbitrary-id.ts'
import { boardDraft, boardWithoutOptions } from '#src/testing/fixtures.ts'
import { isId, maxIdLength } from './butlr-values.ts'
import { DisplayBoardResponse, DisplayUpdate } from './display.ts'
import { escapeId } from './id-codec.ts'
import { PeakQuery } from './peak.ts'
import { currentOccupancyRequest, ReportingRequest } from './reporting.ts'
import { Board, BoardDraft, defaultBoardOptions, omitDefaultOptions } from './board.ts'

const withLocale = (locale: string) => ({ ...boardDraft, locale })

test.each(['en-x1', 'en-GB-GB', 'de-1901-1901', 'e', 'xx', 'en_GB', 'en-u', '', 'de-'])(
  'rejects the locale "%s"',
  (locale) => {
    const parsed = v.safeParse(BoardDraft, withLocale(locale))
    expect(parsed.issues?.map((issue) => v.getDotPath(issue))).toContain('locale')
  },
)

test.each(['en-GB', 'de', 'de-CH', 'de-1901', 'ar-EG', 'zh-Hant-TW', 'fa'])(
  'accepts the locale "%s", which Intl supports',
  (locale) => {
    const board = v.parse(BoardDraft, withLocale(locale))
    expect(new Intl.NumberFormat(board.locale).format(1_204)).not.toBe('')
    expect(new Intl.DateTimeFormat(board.locale).format(0)).not.toBe('')
  },
)

test('replaces an unsupported locale in a stored board with en-GB', () => {
  const stored = v.parse(Board, { ...withLocale('en-GB-GB'), id: 'b', revision: 1 })
  expect(stored.locale).toBe('en-GB')
})

const storedBefore = { ...boardWithoutOptions, id: 'b', revision: 1 }

test('a board of an earlier release, which has no options, gets their default values', () => {
  const board = v.parse(Board, storedBefore)
  expect(board).toEqual({ ...storedBefore, ...defaultBoardOptions, logo: null })
  expect(omitDefaultOptions(board)).toEqual(storedBefore)
})

test('keeps options that differ from their default value', () => {
  const options = {
    clock: '12-hour',
    units: 'feet',
    pageNumber: true,
    usual: true,
    unpairFromRemote: true,
    location: 'f1',
    northUp: true,
    youAreHere: { roomId: 'r1', side: 'automatic' },
  } as const
  const board = v.parse(Board, { ...storedBefore, ...options, logo: 'hash' })
  expect(omitDefaultOptions(board)).toEqual({ ...storedBefore, ...options, logo: 'hash' })
})

test.each([
  ['clock', 'swatch'],
  ['units', 'yards'],
  ['pageNumber', 'yes'],
  ['usual', 'yes'],
  ['location', ''],
  ['northUp', 'yes'],
  ['youAreHere', { roomId: 'r1', side: 'left' }],
])('rejects the value %2$s of the option %1$s', (option, value) => {
  expect(v.safeParse(BoardDraft, { ...boardDraft, [option]: value }).success).toBe(false)
})

/** A response from an earlier release of the gateway. */
const boardAnswer = {
  display: { id: 'd', name: 'Lobby', until: 1 },
  board: storedBefore,
  places: { sites: [], missing: [], asOf: 1 },
  sensors: { sensors: [], hives: [], missing: [], asOf: 1 },
  overrides: null,
  pollSeconds: 5,
}

test('a display ignores fields and values of a board that a later release has added', () => {
  const later = { ...storedBefore, layout: 'hologram', clock: 'decimal', seasonal: true }
  const { board } = v.parse(DisplayBoardResponse, { ...boardAnswer, board: later })
  expect(board).toEqual(v.parse(Board, storedBefore))
})

test.each([undefined, 'later format', [{ zone: 'Europe/Berlin', rules: [] }]])(
  'a display uses its own time zone data if the gateway sends no clocks that it can read: %j',
  (clocks) => {
    const answer = v.parse(DisplayBoardResponse, { ...boardAnswer, ...(clocks && { clocks }) })
    expect(answer.clocks).toEqual([])
  },
)

test('boards, charts, displays and peaks accept the same IDs: those that isId accepts, up to 1,000 characters', () => {
  const schemas = {
    board: (id: string) =>
      v.safeParse(BoardDraft, {
        ...boardDraft,
        rooms: { kind: 'rooms', ids: [id] },
        shortNames: { [id]: 'M' },
      }),
    chart: (id: string) =>
      v.safeParse(ReportingRequest, {
        ...currentOccupancyRequest,
        filter: { ...currentOccupancyRequest.filter, rooms: { eq: [id] } },
      }),
    display: (boardId: string) => v.safeParse(DisplayUpdate, { name: 'x', boardId }),
    peak: (id: string) => v.safeParse(PeakQuery, { room: escapeId(id), since: '0' }),
  }
  const longest = `${'ü'.repeat(maxIdLength - 1)}\ud800`
  fc.assert(
    fc.property(fc.oneof(arbitraryId(), fc.constantFrom(longest, `${longest}x`)), (id) => {
      for (const read of Object.values(schemas)) expect(read(id).success).toBe(isId(id))
    }),
  )
  expect([isId(longest), isId(`${longest}x`)]).toEqual([true, false])
})
