import { inDigits } from '#src/format/numbers.ts'
import { Chip } from '#src/components/ui/filter-chip.tsx'
import { problemWords, problemLooks } from './device-labels.ts'
import { problems, type Problem } from './device-issues.ts'
import { ChevronDown, Search } from 'lucide-react'
import { Segmented } from '#src/components/ui/segmented-control.tsx'
import { sorts, type DevicesParams, type Sort, type ChangeDevices } from './devices-params.ts'

/** Filter by problem. Kinds that nobody has are left out, except the one that is chosen. */
export function DeviceFilters({
  total,
  counts,
  chosen,
  onChoose,
}: {
  /** How many sensors there are without the filter. */
  total: number
  counts: ReadonlyMap<Problem, number>
  chosen: Problem | null
  onChoose: (problem: Problem | null) => void
}) {
  const present = problems.filter((problem) => counts.has(problem) || problem === chosen)
  return (
    <div
      role="group"
      aria-label="Filter by problem"
      className="-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:overflow-visible md:p-0"
    >
      <Chip
        pressed={chosen === null}
        label="All"
        count={inDigits(total)}
        digits={inDigits(total).length}
        onClick={() => onChoose(null)}
      />
      {present.map((problem) => {
        const Icon = problemLooks[problem].icon
        return (
          <Chip
            key={problem}
            pressed={chosen === problem}
            glyph={<Icon className="size-4" strokeWidth={1.5} aria-hidden="true" />}
            label={problemWords[problem]}
            count={inDigits(counts.get(problem) ?? 0)}
            digits={2}
            onClick={() => onChoose(chosen === problem ? null : problem)}
          />
        )
      })}
    </div>
  )
}

const sortWords: Record<Sort, string> = {
  problem: 'Worst first',
  name: 'By name',
  room: 'By room',
  mode: 'By mode',
  heartbeat: 'By heartbeat',
  report: 'By report',
  battery: 'By battery',
  hive: 'By hive',
}

/** Find a sensor, and how sensors are arranged. The order is chosen here only where the table has no head. */
export function DeviceTools({
  params: { q, grouped, sort },
  onChange,
}: {
  params: DevicesParams
  onChange: ChangeDevices
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 xl:flex-none xl:flex-nowrap">
      <label className="flex h-10 min-w-48 flex-1 items-center gap-2 rounded-control bg-surface-sunken px-2.5 text-ink-faint -outline-offset-1 focus-within:outline-2 focus-within:outline-accent md:h-8 md:w-58 md:flex-none md:px-2">
        <Search size={16} strokeWidth={1.5} aria-hidden="true" className="flex-none" />
        <span className="sr-only">Find a sensor</span>
        <input
          type="search"
          value={q}
          onChange={(event) => onChange({ q: event.target.value }, true)}
          placeholder="Name, MAC or room"
          autoComplete="off"
          spellCheck={false}
          className="h-full w-full min-w-0 bg-transparent text-ink outline-none placeholder:text-ink-faint max-md:text-[16px]"
        />
      </label>
      <Segmented
        label="Arrangement"
        segments={[
          { value: 'hive', label: 'By hive' },
          { value: 'none', label: 'One list' },
        ]}
        value={grouped ? 'hive' : 'none'}
        onChange={(value) => onChange({ grouped: value === 'hive' })}
      />
      <label className="relative flex h-10 flex-none items-center gap-1.5 text-ink-muted md:h-8 xl:hidden">
        Sort
        <select
          value={sort}
          onChange={(event) =>
            onChange({ sort: sorts.find((one) => one === event.target.value) ?? 'problem' })
          }
          className="field-sizing-content h-8 appearance-none rounded-control bg-transparent py-0 pr-6 pl-1 font-medium text-ink hover:bg-selected"
        >
          {sorts.map((one) => (
            <option key={one} value={one} className="bg-surface-raised">
              {sortWords[one]}
            </option>
          ))}
        </select>
        <ChevronDown
          size={16}
          strokeWidth={1.5}
          aria-hidden="true"
          className="pointer-events-none absolute right-1"
        />
      </label>
    </div>
  )
}
