import type { StatusIconShape } from './status-icon.tsx'
import type { MeterTone } from './meter.tsx'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-occupancy.ts'

/** How a state looks beside its word: a shape, and a colour only where someone should look. */
export type StateStyle = {
  shape: StatusIconShape
  /** Colour of the shape. */
  icon: string
  /** Colour of the word. */
  label: string
  /** Colour of the figure. */
  count: string
}

const neutral = { icon: 'text-occupied-5', label: 'text-ink-muted', count: 'text-ink' }
const faint = { icon: 'text-ink-faint', label: 'text-ink-muted', count: 'text-ink-faint' }
const busy = { icon: 'text-busy', label: 'text-busy-ink', count: 'text-ink' }

/** The look of every state. */
export const stateStyles: Record<DisplayedState, StateStyle> = {
  free: { shape: 'ring', ...faint },
  'in-use': { shape: 'half', ...neutral },
  busy: { shape: 'three-quarters', ...busy },
  full: { shape: 'disc', ...busy },
  over: { shape: 'triangle', icon: 'text-over', label: 'text-over-ink', count: 'text-over-ink' },
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
} as const satisfies Record<DisplayedState, MeterTone>
