import { inDigits } from '#src/format/room-words.ts'
import { Chip } from '#src/components/ui/chip.tsx'
import { problemWords } from './device-words.ts'
import { problems, type Problem } from './problem.ts'
import { problemLooks } from './problem-looks.ts'

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
