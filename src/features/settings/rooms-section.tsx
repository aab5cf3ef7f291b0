import { useMemo, useState } from 'react'
import { SelectField, labelOptions } from '#src/components/ui/select-field.tsx'
import { resetChanges, type RoomSettings } from '#src/domain/settings/room-settings.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { placeNames } from '#src/format/place-names.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam } from '#src/lib/overview-params.ts'
import * as text from '#messages/settings.ts'
import { RoomsTable } from './rooms-table.tsx'
import { SettingsSection } from './settings-section.tsx'
import type { SettingsEditor } from '#src/data/settings/use-settings-editor.ts'

const roomFilters = ['all', 'no-capacity', 'changed', 'hidden'] as const
type RoomFilter = (typeof roomFilters)[number]

/** Returns whether a filter includes a room. */
function matchesFilter(row: RoomSettings, filter: RoomFilter): boolean {
  if (filter === 'no-capacity') return row.capacity.value === null
  if (filter === 'hidden') return row.isHidden
  return filter === 'all' || resetChanges(row).length > 0
}

/**
 * The rooms of the selected location with their names, kinds and capacities.
 *
 * @param topology with overrides, which can rename floors
 */
export function RoomsSection({
  rows,
  topology,
  editor,
}: {
  rows: readonly RoomSettings[]
  topology: Topology
  editor: SettingsEditor
}) {
  const placeId = placeParam.read(useSearchParams())
  const [filter, setFilter] = useState<RoomFilter>('all')
  const floors = useMemo(() => locateFloors(topology), [topology])
  const kinds = useMemo(
    () => [...new Set(rows.flatMap(({ kind }) => kind.value ?? []))].toSorted(),
    [rows],
  )
  const location = resolveSelectedLocation(topology, placeId)
  const inPlace = rows.filter(({ floorId }) => {
    const { siteId, buildingId } = findFloorLocation(floors, floorId)
    if (location?.floor) return floorId === location.floor.id
    if (location?.building) return buildingId === location.building.id
    return !location?.site || siteId === location.site.id
  })
  const shown = inPlace.filter((row) => matchesFilter(row, filter))
  const hidden = inPlace.filter(({ isHidden }) => isHidden).length
  const place = location?.site ? placeNames(topology, placeId).join(', ') : null
  return (
    <SettingsSection
      id="rooms"
      heading={text.rooms}
      description={text.roomCount(inPlace.length, place, hidden)}
    >
      <div className="settings-tools">
        <SelectField
          label={text.showLabel}
          value={filter}
          options={labelOptions(roomFilters, text.roomFilterLabels)}
          onChange={setFilter}
        />
      </div>
      {shown.length === 0 ? (
        <p className="py-4 text-ink-muted">{text.noRooms}</p>
      ) : (
        <RoomsTable
          rows={shown}
          floorLabel={(floorId) => findFloorLocation(floors, floorId).label}
          kinds={kinds}
          editor={editor}
        />
      )}
      {editor.settings.file !== null && <p className="pt-3 text-ink-muted">{text.fileHint}</p>}
    </SettingsSection>
  )
}
