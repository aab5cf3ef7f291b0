import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { clsx } from 'clsx'
import { SlidersHorizontal, X } from 'lucide-react'
import { Button } from '#src/components/ui/button.tsx'
import { ClosePopoverButton, Popover } from '#src/components/ui/popover.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import { type Topology, locateFloors } from '#src/domain/topology/topology.ts'
import { endComparison } from '#src/lib/end-comparison.ts'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'
import * as text from '#messages/rooms-toolbar.ts'

const seatChoices: readonly number[] = [2, 4, 6, 8, 10, 12, 16, 20, 30, 50]

type RoomFiltersProps = {
  params: OverviewParams
  topology: Topology | undefined
  onChange: UpdateOverviewParams
}

/**
 * A menu of filters to find a room. The button names the active filters except the floor. The URL stores all filters.
 */
export function RoomFilters({ params, topology, onChange }: RoomFiltersProps) {
  const { seats, tags, q } = params
  const query = q.trim()
  const tagNames = new Map(sortByName(topology?.tags ?? []).map(({ id, name }) => [id, name]))
  const active = [
    ...(query === '' ? [] : [text.quotedSearch(query)]),
    ...(seats === null ? [] : [text.seatsOrMore(seats)]),
    ...tags.map((id) => nameOrId(tagNames.get(id), id)),
  ]
  return (
    <Popover
      label={text.findSpace}
      align="left"
      className="w-72"
      buttonClassName={clsx(
        'flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 font-medium',
        active.length > 0
          ? 'bg-selected text-ink'
          : 'flex-none text-ink-muted hover:bg-selected hover:text-ink',
      )}
      button={
        <>
          <SlidersHorizontal className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
          <span className={clsx(active.length > 0 && 'sr-only')}>{text.filters}</span>{' '}
          {active.length > 0 && <span className="max-w-52 truncate">{active.join(', ')}</span>}
        </>
      }
    >
      <div className="grid gap-4">
        {query !== '' && (
          <RemovableFilter label={text.quotedSearch(query)} onRemove={() => onChange({ q: '' })} />
        )}
        <FilterFields {...{ params, topology, tagNames, onChange }} />
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            checked={params.usual !== null}
            onChange={({ target }) =>
              onChange(target.checked ? { usual: 'on' } : endComparison(params))
            }
          />
          {text.compareWithUsual}
        </label>
        {/* This button comes first, so that it does not move under the finger when a filter is set. */}
        <ClosePopoverButton label={text.closeFilters} />
        {active.length > 0 && (
          <Button onClick={() => onChange({ q: '', seats: null, tags: [] })}>
            {text.clearFilters}
          </Button>
        )}
      </div>
    </Popover>
  )
}

function FilterFields({
  params: { seats, tags, place },
  topology,
  tagNames,
  onChange,
}: RoomFiltersProps & { tagNames: ReadonlyMap<string, string | null> }) {
  const floors = [...locateFloors(topology)].map(([id, { label }]) => [id, label] as const)
  const unselectedTags = [...tagNames].filter(([id]) => !tags.includes(id))
  return (
    <>
      <SelectField
        label={text.seats}
        value={seats === null ? '' : String(seats)}
        options={[['', text.anySize], ...seatOptions(seats)]}
        onChange={(value) => onChange({ seats: value === '' ? null : Number(value) })}
      />
      {(tags.length > 0 || unselectedTags.length > 0) && (
        <div className="grid gap-2">
          <SelectField
            label={text.tag}
            value=""
            options={[
              ['', tags.length === 0 ? text.anyTag : text.addTag],
              ...unselectedTags.map(([id, name]) => [id, nameOrId(name, id)] as const),
            ]}
            onChange={(id) => id !== '' && onChange({ tags: [...tags, id] })}
          />
          {tags.map((id) => (
            <RemovableFilter
              key={id}
              label={nameOrId(tagNames.get(id), id)}
              onRemove={() => onChange({ tags: tags.filter((tag) => tag !== id) })}
            />
          ))}
        </div>
      )}
      {floors.length > 1 && (
        <SelectField
          label={text.floor}
          value={floors.find(([id]) => id === place)?.[0] ?? ''}
          options={[['', text.anyFloor], ...floors]}
          onChange={(id) => onChange({ place: id === '' ? null : id })}
        />
      )}
    </>
  )
}

/** Returns the options of the seats filter, which include a number from the URL that is not among the choices. */
function seatOptions(selected: number | null) {
  const choices =
    selected === null || seatChoices.includes(selected) ? seatChoices : [selected, ...seatChoices]
  return choices.map((seats) => [String(seats), text.orMore(seats)] as const)
}

function RemovableFilter({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={text.removeFilter(label)}
      onClick={onRemove}
      className="flex h-8 max-w-full items-center gap-1.5 justify-self-start rounded-full border border-line-strong pr-2.5 pl-3 font-medium hover:bg-selected"
    >
      <span className="truncate">{label}</span>
      <X className="size-3.5 flex-none" strokeWidth={1.5} aria-hidden="true" />
    </button>
  )
}
