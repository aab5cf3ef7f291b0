import { Chip } from '#src/components/ui/chip.tsx'
import { Glyph } from '#src/components/occupancy/glyph.tsx'
import { shownStates, shownWords, type ShownState } from '#src/domain/live-rooms/room-view.ts'
import { inDigits } from '#src/format/room-words.ts'
import { stateLooks } from '#src/components/occupancy/state-looks.ts'

/** The states, with how many rooms are in each; pressing one shows only those. */
export function StateChips({
  counts,
  total,
  value,
  onChange,
}: {
  counts: ReadonlyMap<ShownState, number>
  total: number
  value: ShownState | null
  onChange: (state: ShownState | null) => void
}) {
  // States keep their places with a count of 0: a chip that comes and goes would move those after it. Only Stale, which
  // changes every card anyhow, appears when it is needed.
  const present = shownStates.filter(
    (state) => state !== 'stale' || counts.has(state) || state === value,
  )
  const digits = inDigits(total).length
  return (
    <div
      role="group"
      aria-label="Filter by state"
      className="-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:px-0 md:py-0 xl:flex-wrap xl:overflow-visible"
    >
      <Chip
        pressed={value === null}
        onClick={() => onChange(null)}
        label="All"
        count={inDigits(total)}
        digits={digits}
      />
      {present.map((state) => (
        <Chip
          key={state}
          pressed={value === state}
          onClick={() => onChange(value === state ? null : state)}
          glyph={
            <Glyph
              shape={stateLooks[state].shape}
              className={`size-3.5 ${stateLooks[state].glyph}`}
            />
          }
          label={shownWords[state]}
          count={inDigits(counts.get(state) ?? 0)}
          digits={digits}
        />
      ))}
    </div>
  )
}
