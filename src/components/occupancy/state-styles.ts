import type { GlyphShape } from './status-icon.tsx'
import type { MeterTone } from './meter.tsx'
import type { ShownState } from '#src/domain/live-rooms/displayed-occupancy.ts'

/** How a state looks beside its word: a shape, and a colour only where someone should look. */
export type StateLook = {
  shape: GlyphShape
  /** Colour of the shape. */
  glyph: string
  /** Colour of the word. */
  word: string
  /** Colour of the figure. */
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

/** The tone of the bar beside each state. */
export const meterTones = {
  free: 'calm',
  'in-use': 'calm',
  busy: 'busy',
  full: 'busy',
  over: 'over',
  stale: 'stale',
  'no-data': 'stale',
} as const satisfies Record<ShownState, MeterTone>
