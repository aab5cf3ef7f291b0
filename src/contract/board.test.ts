import * as v from 'valibot'
import { expect, test } from 'vitest'
import { boardDraft } from '#src/testing/fixtures.ts'
import { Board, BoardDraft } from './board.ts'

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

test('reads a stored board with an unsupported locale as en-GB', () => {
  const stored = v.parse(Board, { ...withLocale('en-GB-GB'), id: 'b', revision: 1 })
  expect(stored.locale).toBe('en-GB')
})
