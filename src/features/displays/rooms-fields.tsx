import { useState } from 'react'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import type { DraftProps } from './board-editor.tsx'
import { roomsOfBoard } from './board-draft.ts'
import type { BoardDraft } from '#src/contract/board.ts'

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

type Rooms = BoardDraft['rooms']

/** Which rooms are on the board: a place with all in it, a tag, or chosen ones. */
export function RoomsFields({ draft, faults, onChange }: DraftProps) {
  const { topology } = useTopology()
  const { rooms } = draft
  const { sites = [], buildings = [], floors = [], tags = [] } = topology ?? {}
  const named = (
    kind: 'site' | 'building' | 'floor' | 'tag',
    list: readonly { id: string; name: string }[],
  ) => list.map(({ id, name }) => [`${kind}:${id}`, name] as const)
  const floorNames = floors.map((floor) => {
    const building = buildings.find(({ id }) => id === floor.buildingId)
    return { id: floor.id, name: `${floor.name}, ${building?.name ?? ''}` }
  })
  const options = [
    ['all', 'Every room'] as const,
    ...named('site', sites),
    ...named('building', buildings),
    ...named('floor', floorNames),
    ...named(
      'tag',
      tags.map(({ id, name }) => ({ id, name: `Tag: ${name}` })),
    ),
    ['rooms', 'Chosen rooms …'] as const,
  ]
  return (
    <fieldset className="grid gap-3">
      <SelectField
        label="Rooms"
        value={
          rooms.kind === 'all' || rooms.kind === 'rooms' ? rooms.kind : `${rooms.kind}:${rooms.id}`
        }
        options={options}
        onChange={(value) => onChange({ rooms: roomsOf(value, rooms) })}
      />
      {rooms.kind === 'rooms' && (
        <Chosen ids={rooms.ids} onChange={(ids) => onChange({ rooms: { kind: 'rooms', ids } })} />
      )}
      {faults['rooms.ids'] && (
        <p role="alert" className="text-over-ink">
          {faults['rooms.ids']}
        </p>
      )}
    </fieldset>
  )
}

function roomsOf(value: string, before: Rooms): Rooms {
  if (value === 'all') return { kind: 'all' }
  if (value === 'rooms') return before.kind === 'rooms' ? before : { kind: 'rooms', ids: [] }
  const [kind = '', ...rest] = value.split(':')
  const id = rest.join(':')
  for (const one of ['site', 'building', 'floor', 'tag'] as const) {
    if (one === kind) return { kind: one, id }
  }
  return before
}

/** A list to tick, with a field that finds rooms in it. */
function Chosen({ ids, onChange }: { ids: readonly string[]; onChange: (ids: string[]) => void }) {
  const { topology } = useTopology()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const rooms = (topology?.rooms ?? []).filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <div>
      <TextField
        label={`Chosen rooms (${ids.length})`}
        type="search"
        placeholder="Find a room"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <ul className="displays-chosen">
        {rooms.slice(0, 200).map(({ id, name }) => (
          <li key={id}>
            <label className="flex h-8 items-center gap-2">
              <input
                type="checkbox"
                checked={ids.includes(id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...ids, id] : ids.filter((one) => one !== id))
                }
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
    </div>
  )
}
