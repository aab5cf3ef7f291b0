import type { GlyphShape } from '#src/ui/glyph.tsx'
import type { ShownState } from './card-view.ts'

/** How a state looks beside its word: a shape, and a colour only where someone should look. */
export type StateLook = {
  shape: GlyphShape
  /** Colour of the shape. */
  glyph: string
  /** Colour of the word. */
  word: string
  /** Colour and weight of the card's figure. */
  figure: string
}

const calm = { glyph: 'text-occupied-5', word: 'text-ink-muted', figure: 'text-ink' }
const faint = { glyph: 'text-ink-faint', word: 'text-ink-muted', figure: 'text-ink-faint' }
const busy = { glyph: 'text-busy', word: 'text-busy-ink', figure: 'text-ink' }

/** The look of every state. */
export const stateLooks: Record<ShownState, StateLook> = {
  free: { shape: 'ring', ...faint },
  'in-use': { shape: 'half', ...calm },
  busy: { shape: 'three-quarters', ...busy },
  full: { shape: 'disc', ...busy },
  over: { shape: 'triangle', glyph: 'text-over', word: 'text-over-ink', figure: 'text-over-ink' },
  stale: { shape: 'clock', ...faint },
  'no-data': { shape: 'dots', ...faint },
}
