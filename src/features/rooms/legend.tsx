import { useCallback } from 'react'
import { useServerTime } from '#src/lib/server-now.ts'
import { hour } from '#src/domain/time/duration.ts'
import { zoneInWords } from '#src/format/zone-label.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { Places } from '#src/domain/topology/places.ts'

/** How to read the cards, and in which zone their times are. */
export function Legend({ places }: { places: Places }) {
  return (
    <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line pt-4 text-ink-muted">
      <span className="font-medium text-ink">Bars show people against capacity</span>
      <span className="flex items-center gap-1.5">
        <svg width="40" height="14" aria-hidden="true">
          <rect y="4" width="32" height="6" rx="3" className="fill-occupied-5" />
          <rect x="31" width="2" height="14" rx="1" className="fill-line-strong" />
        </svg>
        the mark is the limit
      </span>
      <span className="flex items-center gap-1.5">
        <svg width="24" height="14" aria-hidden="true">
          <path d="M0 11h6V7h6V4h8" strokeWidth="1.25" className="fill-none stroke-line-strong" />
          <circle cx="20" cy="4" r="2.5" className="fill-occupied-5" />
        </svg>
        last 30 minutes
      </span>
      <span className="flex items-center gap-1.5">
        <span className="h-3.5 w-5 rounded-[3px] border border-line-strong bg-[repeating-linear-gradient(135deg,var(--line-strong)_0_1px,transparent_1px_4px)]" />
        no longer true
      </span>
      <span className="text-ink-faint md:ml-auto">
        <TimesIn places={places} />
      </span>
    </div>
  )
}

function TimesIn({ places }: { places: Places }) {
  const zones = new Map(
    [...places.values()].map(({ zone }) => [`${zone.name} ${zone.known} ${zone.unreadable}`, zone]),
  )
  const shown: readonly Zone[] =
    zones.size > 0 ? [...zones.values()] : [{ name: 'UTC', known: false }]
  // A zone changes its abbreviation on the hour at most.
  const at = useServerTime(useCallback((now: number) => Math.floor(now / hour) * hour, []))
  return <>Times in {shown.map((zone) => zoneInWords(zone, at)).join(' and ')}</>
}
