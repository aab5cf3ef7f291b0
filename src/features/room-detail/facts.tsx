import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { RoomView } from '#src/domain/live-rooms/room-view.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { inDigits, inPercent } from '#src/format/room-words.ts'
import { formatTime, type Zone } from '#src/domain/time/zone.ts'
import { usePeakToday } from './use-peak-today.ts'

/** What one asks next about a room's figure: its share of the capacity, today's peak, who it comes from. */
export function Facts({
  room,
  view,
  polled,
  at,
  zone,
}: {
  room: LiveRoom
  view: RoomView
  /** How fresh the last poll is: of an expired one nobody knows who reports now. */
  polled: Freshness
  at: number | null
  zone: Zone
}) {
  const { capacity, figure } = room
  const expired = polled === 'stale' || polled === 'no-data'
  const known = view.kind === 'live' || view.kind === 'late'
  const missing = figure.contributions.some(({ kind }) => kind === 'missing')
  const current = known && at !== null ? { at, people: view.people, atLeast: view.atLeast } : null
  const peak = usePeakToday(room, zone, current)
  return (
    <dl className={clsx('flex flex-wrap gap-x-4 gap-y-3 sm:gap-x-8', expired && 'text-ink-faint')}>
      {capacity !== null && view.kind !== 'none' && (
        <Fact label="of capacity" atLeast={view.atLeast}>
          {inPercent(view.people / capacity)}
        </Fact>
      )}
      <Fact
        label={peak && peak.people > 0 ? `peak today, ${formatTime(peak.at, zone)}` : 'peak today'}
        atLeast={peak?.atLeast === true}
      >
        {peak ? inDigits(peak.people) : '–'}
      </Fact>
      <Fact label="sensors reporting">
        <span className={clsx(missing && !expired && 'text-busy-ink')}>
          {polled === 'no-data' ? '–' : inDigits(figure.reporting)}
        </span>{' '}
        <span className="text-15 font-normal text-ink-faint">of {inDigits(figure.of)}</span>
      </Fact>
    </dl>
  )
}

function Fact({
  label,
  atLeast = false,
  children,
}: {
  label: string
  atLeast?: boolean
  children: ReactNode
}) {
  return (
    <div className="border-line not-first:border-l not-first:pl-3 sm:border-l sm:pl-4">
      <dt className="whitespace-nowrap text-ink-muted">{label}</dt>
      <dd className="text-22 font-semibold whitespace-nowrap">
        {atLeast && <span className="sr-only">at least </span>}
        {children}
        {atLeast && (
          <span aria-hidden="true" className="font-medium text-busy-ink">
            +
          </span>
        )}
      </dd>
    </div>
  )
}
