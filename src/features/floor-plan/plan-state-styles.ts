import type { RoomState } from '#src/domain/occupancy/room-occupancy.ts'
import type { DisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'

/**
 * The CSS classes of a room: its fill, its edge, and its text and icon (`ink`). `frame` is an additional edge for
 * states that the fill does not show, drawn inside the walls, where no neighbouring room covers it.
 */
type RoomStyle = {
  fill: string
  edge: string
  frame: string | null
  ink: string
  hatched: boolean
}

const occupancySteps = [
  { fill: 'fill-occupied-1', ink: 'text-on-occupied-1' },
  { fill: 'fill-occupied-2', ink: 'text-on-occupied-2' },
  { fill: 'fill-occupied-3', ink: 'text-on-occupied-3' },
  { fill: 'fill-occupied-4', ink: 'text-on-occupied-4' },
] as const
const neutralStyle = {
  fill: 'fill-surface-raised',
  edge: 'stroke-line-strong',
  frame: null,
  ink: 'text-ink',
}

/** The style of a room whose data at a past moment is withheld. */
export const withheldStyle: RoomStyle = {
  ...neutralStyle,
  fill: 'fill-surface-sunken',
  ink: 'text-ink-muted',
  hatched: false,
}

/**
 * Returns the style of a room. The fill shows how full it is; without a capacity, only the edge shows whether it is in
 * use.
 */
export function roomStyle(view: DisplayedOccupancy, capacity: number | null): RoomStyle {
  switch (view.kind) {
    case 'none':
      return {
        ...neutralStyle,
        frame: 'stroke-line-strong [stroke-dasharray:6_4]',
        ink: 'text-ink-muted',
        hatched: false,
      }
    case 'stale':
      return { ...neutralStyle, ink: 'text-ink-muted', hatched: true }
    case 'live':
    case 'late':
      return { hatched: false, ...knownStateStyle(view.state, view.people, capacity) }
  }
}

type KnownState = Exclude<RoomState, 'no-data'>

function knownStateStyle(state: KnownState, people: number, capacity: number | null) {
  switch (state) {
    case 'free':
      return neutralStyle
    case 'busy':
    case 'full':
      return { ...neutralStyle, fill: 'fill-busy-area', edge: 'stroke-busy' }
    case 'over':
      return { ...neutralStyle, fill: 'fill-over', edge: 'stroke-over', ink: 'text-on-over' }
    case 'in-use':
      if (capacity === null) return { ...neutralStyle, frame: 'stroke-occupied-5' }
      return { ...neutralStyle, ...occupancySteps[occupancyStep(people, capacity)] }
  }
}

/** Returns the index of the fill by fifths of the capacity: 0 up to 20%, 3 above 60% until the room is busy. */
function occupancyStep(people: number, capacity: number): 0 | 1 | 2 | 3 {
  const fifths = Math.ceil((people * 5) / capacity)
  if (fifths <= 1) return 0
  return fifths === 2 ? 1 : fifths === 3 ? 2 : 3
}
