import * as v from 'valibot'
import { languageTag } from '#messages/language.ts'
import * as text from '#messages/boards.ts'
import { formatDistance } from '#messages/distances.ts'
import { plainName } from '#src/contract/butlr-values.ts'
import { BoardDraft, defaultBoardOptions, type Board } from '#src/contract/board.ts'
import { fieldErrorMessage } from './error-messages.ts'

/** Props of each group of fields. `fieldErrors` are keyed by field path. */
export type DraftFieldsProps = {
  draft: BoardDraft
  fieldErrors: Readonly<Record<string, string>>
  onChange: (change: Partial<BoardDraft>) => void
}

/** Defaults of a new board: all rooms, large cards, legible from 3 m on a common screen size. */
export const defaultDraft: BoardDraft = {
  name: text.defaultBoardName,
  rooms: { kind: 'all' },
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: languageTag,
  hours: null,
  privacy: 'exact',
  shortNames: {},
  ...defaultBoardOptions,
}

/** Returns the editable fields of a saved board. Its logo is saved separately. */
export function toDraft({
  id: _id,
  revision: _revision,
  logo: _logo,
  ...draft
}: Board): BoardDraft {
  return { ...draft, name: plainName(draft.name) }
}

/** Returns the validation errors of a draft by field path, such as `screen.diagonalInches`; empty if it is valid. */
export function validateDraft(draft: BoardDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(BoardDraft, draft)
  if (parsed.success) return {}
  return Object.fromEntries(
    parsed.issues.map((issue) => [
      v.getDotPath(issue) ?? '',
      fieldErrorMessage(issue, draft.units),
    ]),
  )
}

/** Describes a board's layout: `Large cards on a 55-inch screen, viewed from 3 m`. */
export function describeLayout({
  layout,
  screen,
  units,
}: Pick<BoardDraft, 'layout' | 'screen' | 'units'>): string {
  return text.boardSummary(text.layoutLabels[layout], {
    inches: screen.diagonalInches,
    isPortrait: screen.orientation === 'portrait',
    distance: formatDistance(screen.distanceMetres, units),
  })
}
