import * as text from '#messages/boards.ts'
import { labelOptions, SelectField } from '#src/components/ui/select-field.tsx'
import { boardClocks, distanceUnits } from '#src/contract/board.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { locateFloors } from '#src/domain/topology/topology.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { FlagField } from './flag-field.tsx'

export function OptionFields({ draft, onChange }: DraftFieldsProps) {
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <SelectField
        label={text.clockField}
        value={draft.clock}
        options={labelOptions(boardClocks, text.clockOptions)}
        onChange={(clock) => onChange({ clock })}
      />
      <FlagField
        label={text.pageNumberField}
        value={draft.pageNumber}
        options={text.pageNumberOptions}
        onChange={(pageNumber) => onChange({ pageNumber })}
      />
      {draft.layout === 'cards' && draft.privacy === 'exact' && (
        <FlagField
          label={text.usualField}
          value={draft.usual}
          options={text.usualOptions}
          onChange={(usual) => onChange({ usual })}
        />
      )}
      <SelectField
        label={text.unitsField}
        value={draft.units}
        options={labelOptions(distanceUnits, text.unitOptions)}
        onChange={(units) => onChange({ units })}
      />
    </fieldset>
  )
}

const notSet = ''

export function LocationField({ draft, onChange }: DraftFieldsProps) {
  const { topology } = useTopology()
  const labels = locateFloors(topology)
  const floors = (topology?.floors ?? []).map(
    ({ id, name }) => [id, labels.get(id)?.label ?? name] as const,
  )
  const { location } = draft
  const isUnknown = location !== null && !floors.some(([id]) => id === location)
  return (
    <div>
      <SelectField
        label={text.locationField}
        value={location ?? notSet}
        options={[
          [notSet, text.noLocation],
          ...(isUnknown ? [[location, text.unknownLocation] as const] : []),
          ...floors,
        ]}
        onChange={(id) => onChange({ location: id === notSet ? null : id })}
      />
      {location === null && <p className="mt-1.5 text-ink-muted">{text.locationHint}</p>}
    </div>
  )
}
