import { clsx } from 'clsx'

const ramp = [
  ['Free', 'bg-surface-raised'],
  ['1–20 %', 'bg-occupied-1'],
  ['21–40 %', 'bg-occupied-2'],
  ['41–60 %', 'bg-occupied-3'],
  ['61–69 %', 'bg-occupied-4'],
  ['Busy, full', 'bg-busy-area'],
  ['Over', 'bg-over'],
] as const

/** How to read the plan: what colour, hatching and dots mean. */
export function PlanLegend() {
  return (
    <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-3 border-t border-line pt-4 text-ink-muted">
      <span className="font-medium text-ink">Colour shows how full a room is</span>
      <ul className="flex flex-wrap gap-x-0.5 gap-y-2">
        {ramp.map(([words, fill]) => (
          <li key={words} className="min-w-16 whitespace-nowrap">
            <span className={clsx('mb-1 block h-3 inset-ring inset-ring-line-strong', fill)} />
            {words}
          </li>
        ))}
      </ul>
      <span className="flex items-center gap-1.5">
        <span className="h-3.5 w-5 rounded-[3px] border border-occupied-5 bg-surface-raised" />
        in use, capacity unknown
      </span>
      <span className="flex items-center gap-1.5">
        <span className="h-3.5 w-5 rounded-[3px] border border-line-strong hatched" />
        no longer true
      </span>
      <span className="flex items-center gap-1.5">
        <span className="h-3.5 w-5 rounded-[3px] border border-dashed border-line-strong" />
        no data
      </span>
      <Dot className="fill-current">sensor</Dot>
      <Dot className="fill-transparent stroke-current">silent sensor</Dot>
    </div>
  )
}

function Dot({ className, children }: { className: string; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg width="10" height="10" aria-hidden="true">
        <circle cx="5" cy="5" r="3" strokeWidth="1.5" className={className} />
      </svg>
      {children}
    </span>
  )
}
