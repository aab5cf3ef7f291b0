import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { defaultDraft, describeLayout, validateDraft } from './board-draft.ts'

const { screen } = defaultDraft
const hours = { days: [1], from: '07:00', to: '19:00', otherwise: 'dim' as const }

test.each<[string, Partial<BoardDraft>, string, string]>([
  ['a blank name', { name: ' ' }, 'name', 'Enter a name.'],
  ['a name that is too long', { name: 'n'.repeat(81) }, 'name', 'Use 80 characters or fewer.'],
  ['no rooms', { rooms: { kind: 'rooms', ids: [] } }, 'rooms.ids', 'Select at least one room.'],
  [
    'a diagonal that is not a number',
    { screen: { ...screen, diagonalInches: Number.NaN } },
    'screen.diagonalInches',
    'Enter a size from 7 to 120 inches.',
  ],
  [
    'a distance that is too short',
    { screen: { ...screen, distanceMetres: 0.4 } },
    'screen.distanceMetres',
    'Enter a distance from 0.5 to 20 m.',
  ],
  ['an unknown locale', { locale: 'xx' }, 'locale', 'Enter a language code such as en-GB.'],
  ['no days', { hours: { ...hours, days: [] } }, 'hours.days', 'Select at least one day.'],
  ['an empty time', { hours: { ...hours, to: '' } }, 'hours.to', 'Enter a time such as 07:30.'],
])('reports %s as an error in its field', (_, change, path, message) => {
  expect(validateDraft({ ...defaultDraft, ...change })).toEqual({ [path]: message })
})

test('the error for an invalid distance and the summary of a board use the board’s unit', () => {
  const draft = { ...defaultDraft, units: 'feet' as const }
  const tooFar = { ...draft, screen: { ...screen, distanceMetres: 30 } }
  expect(validateDraft(tooFar)).toEqual({
    'screen.distanceMetres': 'Enter a distance from 1.7 to 65.6 ft.',
  })
  expect(describeLayout(draft)).toBe('Large cards on a 55-inch screen, viewed from 9.8 ft')
})

test('describes the layout and the screen of a board', () => {
  expect(describeLayout(defaultDraft)).toBe('Large cards on a 55-inch screen, viewed from 3 m')
  expect(
    describeLayout({
      layout: 'rows',
      screen: { ...screen, orientation: 'portrait' },
      units: 'metres',
    }),
  ).toBe('One row per room on a 55-inch portrait screen, viewed from 3 m')
})
