import type { BoardDraft, BoardLayout } from '#src/contract/board.ts'

/** The layouts, as people choose them. */
export const layouts: readonly (readonly [BoardLayout, string])[] = [
  ['cards', 'Large cards'],
  ['rows', 'One line a room'],
  ['plan', 'Floor plan'],
  ['totals', 'Totals by floor'],
]

/** `Large cards on 55 inches, read from 3 m`. */
export function layoutWords({ layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>): string {
  const words = layouts.find(([one]) => one === layout)?.[1] ?? layout
  const upright = screen.orientation === 'portrait' ? ' upright' : ''
  return `${words} on ${screen.diagonalInches} inches${upright}, read from ${screen.distanceMetres} m`
}
