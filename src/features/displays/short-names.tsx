import { useState } from 'react'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { DraftProps } from './board-editor.tsx'
import { roomsOfBoard } from './rooms-of-board.ts'

/** Shorter names for rooms whose own are too long for this board. */
export function ShortNames({ draft, onChange }: DraftProps) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const here = roomsOfBoard(draft, rooms, topology)
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const roomId = here.some(({ id }) => id === chosen) ? (chosen ?? '') : (here[0]?.id ?? '')
  const given = Object.entries(draft.shortNames)

  function give() {
    const short = name.trim()
    if (short === '' || roomId === '') return
    onChange({ shortNames: { ...draft.shortNames, [roomId]: short.slice(0, 40) } })
    setName('')
  }
  return (
    <details>
      <summary className="cursor-pointer font-medium">Short names ({given.length})</summary>
      <ul className="grid gap-1 pt-2">
        {given.map(([id, short]) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <span className="truncate">
              {rooms.find((room) => room.id === id)?.name ?? id}: <b>{short}</b>
            </span>
            <Button
              look="quiet"
              onClick={() =>
                onChange({ shortNames: Object.fromEntries(given.filter(([one]) => one !== id)) })
              }
            >
              Remove<span className="sr-only"> the short name {short}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="displays-change">
        <SelectField
          label="Room"
          value={roomId}
          options={here.map((room) => [room.id, room.name] as const)}
          onChange={setChosen}
        />
        <TextField
          label="On this board"
          value={name}
          maxLength={40}
          onChange={(event) => setName(event.target.value)}
        />
        <Button onClick={give} className="h-10">
          Add
        </Button>
      </div>
    </details>
  )
}
