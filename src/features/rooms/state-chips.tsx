import { FilterChip, FilterChips } from '#src/components/ui/filter-chip.tsx'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { stateLabels } from '#messages/common.ts'
import * as text from '#messages/rooms-toolbar.ts'

/** The filter by state, with the number of rooms in each state. `value` is null for all states. */
export function StateChips({
  counts,
  total,
  value,
  onChange,
}: {
  counts: ReadonlyMap<DisplayedState, number>
  total: number
  value: DisplayedState | null
  onChange: (state: DisplayedState | null) => void
}) {
  // States with a count of 0 stay visible, because a chip that appears or disappears would move the others. "Out of
  // date" is the exception: all cards change when it appears, so a shift of the chips does not matter.
  const visibleStates = displayedStates.filter(
    (state) => state !== 'stale' || counts.has(state) || state === value,
  )
  const digits = String(total).length
  return (
    <FilterChips
      label={text.stateFilter}
      allLabel={text.allStates}
      total={total}
      isFiltered={value !== null}
      onClear={() => onChange(null)}
      className="md:-mx-8 md:px-8 md:py-0 lg:mx-0 lg:flex-wrap lg:overflow-visible lg:px-0"
    >
      {visibleStates.map((state) => (
        <FilterChip
          key={state}
          pressed={value === state}
          onClick={() => onChange(value === state ? null : state)}
          icon={
            <StatusIcon
              shape={stateStyles[state].shape}
              className={`size-3.5 ${stateStyles[state].icon}`}
            />
          }
          label={stateLabels[state]}
          count={formatNumber(counts.get(state) ?? 0)}
          countDigits={digits}
        />
      ))}
    </FilterChips>
  )
}
