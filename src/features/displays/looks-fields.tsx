import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { DraftProps } from './board-editor.tsx'
import { layouts } from './layout-words.ts'
import { roomsOfBoard } from './rooms-of-board.ts'

/** How the board looks, in which language its numbers are, and what it keeps to itself. */
export function LooksFields({ draft, faults, onChange }: DraftProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label="Layout"
        value={draft.layout}
        options={layouts}
        onChange={(layout) => onChange({ layout })}
      />
      <SelectField
        label="Theme"
        value={draft.theme}
        options={[
          ['dark', 'Dark'],
          ['light', 'Light'],
        ]}
        onChange={(theme) => onChange({ theme })}
      />
      <TextField
        label="Language of numbers"
        value={draft.locale}
        error={faults['locale'] ?? null}
        placeholder="en-GB"
        onChange={(event) => onChange({ locale: event.target.value.trim() })}
      />
      <SelectField
        label="Rooms for one or two people"
        value={draft.privacy}
        options={[
          ['exact', 'Show their number'],
          ['small-rooms-in-words', 'Only Free or In use'],
        ]}
        onChange={(privacy) => onChange({ privacy })}
      />
      {draft.privacy === 'small-rooms-in-words' && <RoomsWithoutCapacity draft={draft} />}
    </fieldset>
  )
}

/** How many rooms show only their status because nothing says how large they are. */
function RoomsWithoutCapacity({ draft }: Pick<DraftProps, 'draft'>) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const shown = roomsOfBoard(draft, rooms, topology)
  const count = shown.filter(({ capacity }) => capacity === null).length
  if (count === 0) return null
  return (
    <p role="status" className="text-ink-muted sm:col-span-2">
      {count === 1 ? '1 room has' : `${count} rooms have`} no capacity set, so only Free or In use
      is shown for {count === 1 ? 'it' : 'them'} too. Set capacities in Butlr or in the overrides
      file.
    </p>
  )
}
