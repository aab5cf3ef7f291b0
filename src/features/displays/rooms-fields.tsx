import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import { maxNameLength } from '#src/contract/butlr-values.ts'
import { useMemo, useState } from 'react'
import * as text from '#messages/boards.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import {
  buildingLabel,
  findFloorLocation,
  locateFloors,
  type Building,
} from '#src/domain/topology/topology.ts'
import { matchesQuery } from '#src/domain/topology/text-search.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { AddFields } from '#src/components/ui/add-fields.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { selectBoardRooms } from '#src/board/board-places.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { maxShortNameLength, type BoardDraft } from '#src/contract/board.ts'

/** Sets short names for rooms whose names are too long for this board. */
export function ShortNameFields({ draft, onChange }: DraftFieldsProps) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const boardRooms = selectBoardRooms(draft, rooms, topology)
  const [chosen, setChosen] = useState<string | null>(null)
  const [name, setName] = useState('')
  const roomId = boardRooms.some(({ id }) => id === chosen)
    ? (chosen ?? '')
    : (boardRooms[0]?.id ?? '')
  const shortNames = Object.entries(draft.shortNames)

  function addShortName() {
    const short = name.trim()
    if (short === '' || roomId === '') return
    onChange({ shortNames: { ...draft.shortNames, [roomId]: short.slice(0, maxShortNameLength) } })
    setName('')
  }
  return (
    <details>
      <summary className="cursor-pointer font-medium">
        {text.shortNamesHeading(shortNames.length)}
      </summary>
      <ul className="grid gap-1 pt-2">
        {shortNames.map(([id, short]) => (
          <li key={id} className="flex items-center justify-between gap-3">
            <span className="truncate">
              {rooms.find((room) => room.id === id)?.name ?? id}: <b>{short}</b>
            </span>
            <Button
              variant="quiet"
              aria-label={text.removeShortName(short)}
              onClick={() =>
                onChange({
                  shortNames: Object.fromEntries(shortNames.filter(([one]) => one !== id)),
                })
              }
            >
              {text.removeButton}
            </Button>
          </li>
        ))}
      </ul>
      <AddFields
        label={text.addShortName}
        isEmpty={name.trim() === ''}
        onAdd={addShortName}
        className="displays-change"
      >
        <SelectField
          label={text.shortNameRoomField}
          value={roomId}
          options={boardRooms.map((room) => [room.id, room.name] as const)}
          onChange={setChosen}
        />
        <TextField
          label={text.shortNameField}
          value={name}
          maxLength={maxShortNameLength}
          onChange={(event) => setName(event.target.value)}
        />
        <Button onClick={addShortName} className="h-10">
          {text.addButton}
        </Button>
      </AddFields>
    </details>
  )
}

type RoomSelection = BoardDraft['rooms']

export function RoomsFields({ draft, fieldErrors, onChange }: DraftFieldsProps) {
  const { topology } = useTopology()
  const { rooms } = draft
  const { sites = [], buildings = [], floors = [], tags = [] } = topology ?? {}
  const toOptions = (
    kind: 'site' | 'building' | 'floor' | 'tag',
    list: readonly { id: string; name: string }[],
  ) => list.map(({ id, name }) => [`${kind}:${id}`, name, text.roomGroups[kind]] as const)
  const nameOf = (building: Building) =>
    (topology && buildingLabel(topology, building)) ?? building.name
  const floorNames = floors.map((floor) => {
    const building = buildings.find(({ id }) => id === floor.buildingId)
    return {
      id: floor.id,
      name: text.floorOption(floor.name, building === undefined ? '' : nameOf(building)),
    }
  })
  const options = [
    ['all', text.allRoomsOption] as const,
    ...toOptions('site', sites),
    ...toOptions(
      'building',
      buildings.map((building) => ({ id: building.id, name: nameOf(building) })),
    ),
    ...toOptions('floor', floorNames),
    ...toOptions(
      'tag',
      sortByName(tags).map(({ id, name }) => ({ id, name: text.tagOption(name) })),
    ),
    ['rooms', text.selectRoomsOption] as const,
  ]
  return (
    <fieldset className="grid gap-3">
      <SelectField
        label={text.roomsField}
        value={
          rooms.kind === 'all' || rooms.kind === 'rooms' ? rooms.kind : `${rooms.kind}:${rooms.id}`
        }
        options={options}
        onChange={(value) => onChange({ rooms: parseRoomSelection(value, rooms) })}
      />
      {rooms.kind === 'rooms' && (
        <RoomPicker
          ids={rooms.ids}
          onChange={(ids) => onChange({ rooms: { kind: 'rooms', ids } })}
        />
      )}
      {fieldErrors['rooms.ids'] && (
        <p role="alert" className="text-over-ink">
          {fieldErrors['rooms.ids']}
        </p>
      )}
    </fieldset>
  )
}

function parseRoomSelection(value: string, before: RoomSelection): RoomSelection {
  if (value === 'all') return { kind: 'all' }
  if (value === 'rooms') return before.kind === 'rooms' ? before : { kind: 'rooms', ids: [] }
  const [kind = '', ...rest] = value.split(':')
  const id = rest.join(':')
  for (const one of ['site', 'building', 'floor', 'tag'] as const) {
    if (one === kind) return { kind: one, id }
  }
  return before
}

/** Maximum number of rooms in the list. */
const maxPickedRooms = 200

function RoomPicker({
  ids,
  onChange,
}: {
  ids: readonly string[]
  onChange: (ids: string[]) => void
}) {
  const { topology } = useTopology()
  const [query, setQuery] = useState('')
  const floors = useMemo(() => locateFloors(topology), [topology])
  const rooms = (topology?.rooms ?? [])
    .map(({ id, name, floorId }) => ({ id, name, floor: findFloorLocation(floors, floorId).label }))
    .filter(({ name, floor }) => matchesQuery(query, [name, floor]))
  return (
    <div>
      <TextField
        label={text.selectedRoomsField(ids.length)}
        type="search"
        placeholder={text.findRoomPlaceholder}
        value={query}
        maxLength={maxNameLength}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          // The list follows what is typed. Enter would save the board.
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
      <ul className="displays-chosen">
        {rooms.slice(0, maxPickedRooms).map(({ id, name, floor }) => (
          <li key={id}>
            <label className="displays-room">
              <input
                type="checkbox"
                checked={ids.includes(id)}
                onChange={({ target }) =>
                  onChange(target.checked ? [...ids, id] : ids.filter((one) => one !== id))
                }
              />
              <span>{name}</span> <small>{floor}</small>
            </label>
          </li>
        ))}
      </ul>
      {rooms.length > maxPickedRooms && (
        <p className="pt-2 text-ink-muted">{text.moreRooms(maxPickedRooms, rooms.length)}</p>
      )}
    </div>
  )
}
