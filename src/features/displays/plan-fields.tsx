import * as text from '#messages/plan-options.ts'
import { labelOptions, SelectField } from '#src/components/ui/select-field.tsx'
import { roomSides } from '#src/contract/board.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'
import { selectBoardRooms } from '#src/board/board-places.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { FlagField } from './flag-field.tsx'

const notSet = ''

export function PlanFields({ draft, onChange }: DraftFieldsProps) {
  const { youAreHere } = draft
  const rooms = useRoomOptions(draft)
  const isUnknown = youAreHere !== null && !rooms.some(([id]) => id === youAreHere.roomId)
  return (
    <>
      <FlagField
        label={text.planRotationField}
        value={draft.northUp}
        options={text.northUpOptions}
        onChange={(northUp) => onChange({ northUp })}
      />
      <SelectField
        label={text.youAreHereField}
        value={youAreHere?.roomId ?? notSet}
        options={[
          [notSet, text.youAreHereOff],
          ...(isUnknown ? [[youAreHere.roomId, text.unknownNearestRoom] as const] : []),
          ...rooms,
        ]}
        onChange={(roomId) =>
          onChange({ youAreHere: roomId === notSet ? null : { roomId, side: 'automatic' } })
        }
      />
      {youAreHere !== null && (
        <SelectField
          label={text.roomSideField}
          value={youAreHere.side}
          options={labelOptions(roomSides, text.roomSideOptions)}
          onChange={(side) => onChange({ youAreHere: { ...youAreHere, side } })}
        />
      )}
    </>
  )
}

/** Returns the rooms of a board that have an outline, floor by floor. */
function useRoomOptions(draft: DraftFieldsProps['draft']) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const labels = locateFloors(topology)
  const drawn = selectBoardRooms(draft, rooms, topology).filter(({ outline }) => outline !== null)
  return (topology?.floors ?? []).flatMap(({ id, name }) =>
    drawn
      .filter(({ floorId }) => floorId === id)
      .map((room) => [room.id, room.name, labels.get(id)?.label ?? name] as const),
  )
}
