import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { clsx } from 'clsx'
import { ChevronDown, X } from 'lucide-react'
import { useMemo } from 'react'
import { type Topology, locateFloors } from '#src/domain/topology/topology.ts'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'
import * as text from '#messages/rooms-toolbar.ts'

type SelectOption = { value: string; label: string }

/**
 * A filter with a few options, as a chip. Uses the native menu, which works on every device.
 *
 * @param label accessible name
 * @param anyLabel text of the chip while no option is selected
 */
function SelectChip({
  label,
  anyLabel,
  options,
  value,
  onChange,
}: {
  label: string
  anyLabel: string
  options: readonly SelectOption[]
  /** Null while no option is selected. */
  value: string | null
  onChange: (value: string | null) => void
}) {
  return (
    <span className="relative flex-none">
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
        className={clsx(
          'field-sizing-content h-8 max-w-52 appearance-none truncate rounded-full border py-0 pr-7 pl-3 font-medium',
          value === null
            ? 'border-line bg-surface-raised text-ink-muted hover:border-line-strong hover:text-ink'
            : 'border-ink bg-ink text-surface-raised',
        )}
      >
        <option value="" className="bg-surface-raised text-ink">
          {anyLabel}
        </option>
        {options.map((choice) => (
          <option key={choice.value} value={choice.value} className="bg-surface-raised text-ink">
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={14}
        strokeWidth={1.5}
        aria-hidden="true"
        className={clsx(
          'pointer-events-none absolute top-2.25 right-2.5',
          value === null ? 'text-ink-muted' : 'text-surface-raised',
        )}
      />
    </span>
  )
}

const seatOptions: readonly SelectOption[] = [2, 4, 6, 8, 10, 12, 16, 20, 30, 50].map((seats) => ({
  value: String(seats),
  label: text.seatsOrMore(seats),
}))

/** Filters to find a space: availability, seats, tags and floor. The URL contains all of them. */
export function RoomFilters({
  params,
  topology,
  onChange,
}: {
  params: OverviewParams
  topology: Topology | undefined
  onChange: UpdateOverviewParams
}) {
  const { state, seats, tags, place, q } = params
  const floors = useMemo<SelectOption[]>(
    () => [...locateFloors(topology)].map(([value, { label }]) => ({ value, label })),
    [topology],
  )
  const tagNames = new Map(sortByName(topology?.tags ?? []).map(({ id, name }) => [id, name]))
  const unselectedTags = [...tagNames]
    .filter(([id]) => !tags.includes(id))
    .map(([value, label]): SelectOption => ({ value, label }))
  return (
    <div
      role="group"
      aria-label={text.findSpace}
      className="-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:p-0 xl:flex-wrap xl:overflow-visible"
    >
      <button
        type="button"
        aria-pressed={state === 'free'}
        onClick={() => onChange({ state: state === 'free' ? null : 'free' })}
        className="h-8 flex-none rounded-full border border-line bg-surface-raised px-3 font-medium text-ink-muted hover:border-line-strong hover:text-ink aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-surface-raised"
      >
        {text.freeNow}
      </button>
      <SelectChip
        label={text.seats}
        anyLabel={text.anySize}
        options={withSelectedSeats(seatOptions, seats)}
        value={seats === null ? null : String(seats)}
        onChange={(value) => onChange({ seats: value === null ? null : Number(value) })}
      />
      {tags.map((id) => (
        <RemovableChip
          key={id}
          label={nameOrId(tagNames.get(id), id)}
          onRemove={() => onChange({ tags: tags.filter((tag) => tag !== id) })}
        />
      ))}
      {unselectedTags.length > 0 && (
        <SelectChip
          label={text.tag}
          anyLabel={tags.length === 0 ? text.anyTag : text.addTag}
          options={unselectedTags}
          value={null}
          onChange={(id) => id !== null && onChange({ tags: [...tags, id] })}
        />
      )}
      {floors.length > 1 && (
        <SelectChip
          label={text.floor}
          anyLabel={text.anyFloor}
          options={floors}
          value={floors.some(({ value }) => value === place) ? place : null}
          onChange={(id) => onChange({ place: id })}
        />
      )}
      {q.trim() !== '' && (
        <RemovableChip label={text.quotedSearch(q.trim())} onRemove={() => onChange({ q: '' })} />
      )}
    </div>
  )
}

/** Adds the selected number of seats, because a URL may contain a number that the menu does not offer. */
function withSelectedSeats(
  options: readonly SelectOption[],
  seats: number | null,
): readonly SelectOption[] {
  if (seats === null || options.some(({ value }) => value === String(seats))) return options
  return [{ value: String(seats), label: text.seatsOrMore(seats) }, ...options]
}

function RemovableChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button
      type="button"
      aria-label={text.removeFilter(label)}
      onClick={onRemove}
      className="flex h-8 max-w-60 flex-none items-center gap-1.5 rounded-full border border-ink bg-ink pr-2.5 pl-3 font-medium text-surface-raised"
    >
      <span className="truncate">{label}</span>
      <X size={14} strokeWidth={1.5} aria-hidden="true" className="flex-none" />
    </button>
  )
}
