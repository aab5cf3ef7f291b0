import { inDigits } from '#src/live/room-words.ts'
import { Button } from '#src/ui/button.tsx'
import { Chip } from '#src/ui/chip.tsx'
import { problemWords } from './device-words.ts'
import { problems, type Problem } from './problem.ts'

/** Problems that can be filtered by; `fine` is none. */
export const problemFilters = ['hive', ...problems.slice(0, -1)] as const

/** Filter by problem, and what was searched for. */
export function DeviceFilters({
  total,
  counts,
  problem: chosen,
  query,
  onProblem,
  onClearQuery,
}: {
  total: number
  counts: ReadonlyMap<Problem | 'hive', number>
  problem: Problem | 'hive' | null
  query: string
  onProblem: (problem: Problem | 'hive' | null) => void
  onClearQuery: () => void
}) {
  return (
    <div
      role="group"
      aria-label="Filter by problem"
      className="-mx-4 flex scroll-px-4 [scrollbar-width:none] gap-2 overflow-x-auto px-4 py-4 md:mx-0 md:flex-wrap md:px-0"
    >
      <Chip
        pressed={chosen === null}
        label="All"
        count={inDigits(total)}
        digits={inDigits(total).length}
        onClick={() => onProblem(null)}
      />
      {problemFilters.map((problem) => (
        <Chip
          key={problem}
          pressed={chosen === problem}
          label={problemWords[problem]}
          count={inDigits(counts.get(problem) ?? 0)}
          digits={2}
          onClick={() => onProblem(chosen === problem ? null : problem)}
        />
      ))}
      {query !== '' && (
        <Button
          className="flex-none rounded-full!"
          aria-label={`Remove the filter “${query}”`}
          onClick={onClearQuery}
        >
          “{query}” ×
        </Button>
      )}
    </div>
  )
}
