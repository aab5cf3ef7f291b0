import * as v from 'valibot'
import { BoardDraft, type Board } from '#src/contract/board.ts'

/** A board as people begin: everything, large, to be read from 3 m on a common screen. */
export const firstDraft: BoardDraft = {
  name: 'Every room',
  rooms: { kind: 'all' },
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: 'en-GB',
  hours: null,
  privacy: 'exact',
  shortNames: {},
}

/** What of a kept board can be changed. */
export function draftOf({ id: _id, revision: _revision, ...draft }: Board): BoardDraft {
  return draft
}

/** What is wrong with a draft, by the path of its field such as `screen.diagonalInches`; empty when it can be kept. */
export function faultsOf(draft: BoardDraft): Readonly<Record<string, string>> {
  const parsed = v.safeParse(BoardDraft, draft)
  if (parsed.success) return {}
  return Object.fromEntries(
    parsed.issues.map((issue) => [v.getDotPath(issue) ?? '', issue.message]),
  )
}
