import { expect, test } from 'vitest'

type Messages = Record<string, Record<string, unknown>>

/** The messages of each language by file: `{ en: { 'rooms.ts': { … } } }`. */
const languages: Record<string, Messages> = {}
const modules = import.meta.glob<Record<string, unknown>>('./*/*.{ts,tsx}', { eager: true })
for (const [path, messages] of Object.entries(modules)) {
  const [, language = '', file = ''] = path.split('/')
  languages[language] = { ...languages[language], [file]: messages }
}

/** Returns how the messages of a language differ from the English ones, such as `rooms.ts: title is missing`. */
function differences(english: Messages, other: Messages): string[] {
  const kinds = (messages: Messages) =>
    new Map(
      Object.entries(messages).flatMap(([file, exported]) =>
        Object.entries(exported).map(([name, value]) => [`${file}: ${name}`, typeof value]),
      ),
    )
  const expected = kinds(english)
  const actual = kinds(other)
  return [
    ...[...expected].flatMap(([name, kind]) => {
      const found = actual.get(name)
      if (found === kind) return []
      return [found === undefined ? `${name} is missing` : `${name} is a ${found}, not a ${kind}`]
    }),
    ...[...actual.keys()].filter((name) => !expected.has(name)).map((name) => `${name} is unknown`),
  ]
}

test('finds messages that are missing, unknown or of the wrong type', () => {
  const english = { 'rooms.ts': { title: 'Rooms', count: () => '', empty: '' } }
  const german = { 'rooms.ts': { title: 'Räume', count: '', more: '' } }
  expect(differences(english, english)).toEqual([])
  expect(differences(english, german)).toEqual([
    'rooms.ts: count is a string, not a function',
    'rooms.ts: empty is missing',
    'rooms.ts: more is unknown',
  ])
})

test.each(Object.keys(languages))('%s has the same messages as English', (language) => {
  expect(Object.keys(languages)).toContain('en')
  expect(differences(languages['en'] ?? {}, languages[language] ?? {})).toEqual([])
})

const sources = import.meta.glob<string>(
  ['../**/*.tsx', '!../**/*.test.tsx', '!../messages/**', '!../testing/**'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)
/** Matches a word in an attribute that users see or hear. The linter checks the text between tags. */
const textAttribute =
  /\b(?:aria-label|aria-description|title|placeholder|alt|label)=(?:"|\{[`'])[^"`'$]*\p{L}{2}/gu

test('components have no hard-coded text in attributes', () => {
  expect('<a title="Show breakdown" className="flex">'.match(textAttribute)).toHaveLength(1)
  expect('<a aria-label={`Room ${name}`}>'.match(textAttribute)).toHaveLength(1)
  expect('<a aria-label={text.showBreakdown} className="flex">'.match(textAttribute)).toBeNull()
  const found = Object.entries(sources).flatMap(([path, source]) =>
    (source.match(textAttribute) ?? []).map((attribute) => `${path}: ${attribute}`),
  )
  expect(Object.keys(sources).length).toBeGreaterThan(50)
  expect(found).toEqual([])
})
