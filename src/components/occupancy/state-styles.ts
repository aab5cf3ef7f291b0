import type { StatusIconShape } from './status-icon.tsx'
import type { MeterTone } from './meter.tsx'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'

/** The shape and colours of a state. The label has a colour only if the state needs attention. */
type StateStyle = {
  shape: StatusIconShape
  icon: string
  label: string
  count: string
}

const neutral = { icon: 'text-occupied-5', label: 'text-ink-muted', count: 'text-ink' }
const faint = { icon: 'text-ink-faint', label: 'text-ink-muted', count: 'text-ink-faint' }
const busy = { icon: 'text-busy', label: 'text-busy-ink', count: 'text-ink' }

export const stateStyles: Record<DisplayedState, StateStyle> = {
  free: { shape: 'ring', ...faint },
  'in-use': { shape: 'half', ...neutral },
  busy: { shape: 'three-quarters', ...busy },
  full: { shape: 'disc', ...busy },
  over: { shape: 'triangle', icon: 'text-over', label: 'text-over-ink', count: 'text-over-ink' },
  stale: { shape: 'clock', ...faint },
  'no-data': { shape: 'dots', ...faint },
}

export const meterTones = {
  free: 'calm',
  'in-use': 'calm',
  busy: 'busy',
  full: 'busy',
  over: 'over',
  stale: 'stale',
  'no-data': 'stale',
} as const satisfies Record<DisplayedState, MeterTone>
