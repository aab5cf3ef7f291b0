/** Options of boards with floor plans, in the board editor. */
import type { RoomSide } from '#src/contract/board.ts'

export const planRotationField = 'Plan rotation'
export const northUpOptions = { off: 'Automatic (largest plan)', on: 'North up' }
/** The room beside the display. If it is set, the plan has a dot with the words "You are here". */
export const youAreHereField = 'You are here: nearest room'
export const youAreHereOff = 'Not shown'
/** Shown if the room is set, but no plan of the board contains it. */
export const unknownNearestRoom = 'Unknown room'
export const roomSideField = 'Side of the room'
/** Sides as on a plan with north up. */
export const roomSideOptions: Record<RoomSide, string> = {
  automatic: 'Automatic',
  north: 'North',
  east: 'East',
  south: 'South',
  west: 'West',
}
/** Shown below the preview when there is no space for the dot "You are here". */
export const noSpaceForDot =
  'There is no space for “You are here” beside this room. Choose another side or room.'
