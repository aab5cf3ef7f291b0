import type { RoomFigure } from './room-figure.ts'

/** The states of a room (product: Words). A state is always a word and a shape beside its colour. */
export const roomStates = ['free', 'in-use', 'busy', 'full', 'over', 'no-data'] as const
export type RoomState = (typeof roomStates)[number]

/** Busy begins at this share of capacity, where nobody set another. */
export const busyShare = 0.7

/**
 * The state of a room. Without a capacity only Free, In use and No data apply. A lower bound can show that a room is
 * in use, busy or over; it can never show that a room is free, so "at least 0" is No data.
 *
 * @param figure the room's occupancy
 * @param capacity how many people the room is meant for; null when unknown
 * @param busyFrom busy begins at this share of capacity
 */
export function roomState(
  figure: RoomFigure,
  capacity: number | null,
  busyFrom: number = busyShare,
): RoomState {
  if (figure.kind === 'none') return 'no-data'
  if (figure.people <= 0) return figure.kind === 'at-least' ? 'no-data' : 'free'
  if (capacity === null) return 'in-use'
  if (figure.people > capacity) return 'over'
  if (figure.people === capacity) return 'full'
  return figure.people >= busyFrom * capacity ? 'busy' : 'in-use'
}

/** The state's word, as it stands beside its shape. */
export const stateWords: Record<RoomState, string> = {
  free: 'Free',
  'in-use': 'In use',
  busy: 'Busy',
  full: 'Full',
  over: 'Over capacity',
  'no-data': 'No data',
}
