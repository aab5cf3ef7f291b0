import { ChevronDown } from 'lucide-react'
import { sorts, type Sort } from '#src/lib/overview-params.ts'

/** What the cards can be sorted by; the table has more columns. */
const words = {
  floor: 'By floor',
  name: 'By name',
  occupancy: 'By occupancy',
  utilisation: 'By utilisation',
  fit: 'By fit',
  problems: 'Problems first',
} satisfies Partial<Record<Sort, string>>

const offered = Object.entries(words)

/** In which order rooms stand: the platform's own menu, which every device knows how to open. */
export function SortField({ value, onChange }: { value: Sort; onChange: (sort: Sort) => void }) {
  return (
    <label className="relative flex h-10 flex-none items-center gap-1.5 text-ink-muted md:h-8">
      Sort
      <select
        value={value}
        onChange={(event) => onChange(sorts.find((sort) => sort === event.target.value) ?? 'floor')}
        className="field-sizing-content h-8 appearance-none rounded-control bg-transparent py-0 pr-6 pl-1 font-medium text-ink hover:bg-selected"
      >
        {offered.map(([sort, word]) => (
          <option key={sort} value={sort} className="bg-surface-raised">
            {word}
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
  )
}
