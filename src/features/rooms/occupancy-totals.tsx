import { clsx } from 'clsx'
import { useMemo, type ReactNode } from 'react'
import { Link } from '#src/lib/navigation.tsx'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { PollAge } from '#src/components/time/timestamps.tsx'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { sumRoomCards } from '#src/format/occupancy-labels.ts'
import * as text from '#messages/rooms.tsx'
import {
  busiest as busiestLabel,
  busiestRoom,
  peopleNow,
  peopleTotal,
  roomsInUse,
  sensorsReporting,
} from '#messages/occupancy.ts'

/**
 * Shows the totals of the rooms in the selected location. Stale totals are hatched and show their age; without data, dashes
 * replace them.
 */
export function OccupancyTotals({
  rooms,
  freshness,
  explainHref,
}: {
  rooms: readonly RoomCardModel[]
  freshness: Freshness
  /** URL of the breakdown of the total. */
  explainHref: string
}) {
  const stale = freshness === 'stale'
  return (
    <div className={clsx('py-4 md:pt-5', stale && 'text-ink-faint')}>
      <dl aria-label={text.totals} className={clsx('totals', stale && 'hatched')}>
        {freshness === 'no-data' ? (
          <TotalsPlaceholder />
        ) : (
          <TotalsValues {...{ rooms, stale, explainHref }} />
        )}
      </dl>
      {stale && <p className="pt-2 text-busy-ink">{text.outOfDate(<PollAge />)}</p>}
    </div>
  )
}

function TotalsValues({
  rooms,
  stale,
  explainHref,
}: {
  rooms: readonly RoomCardModel[]
  stale: boolean
  explainHref: string
}) {
  const totals = useMemo(() => sumRoomCards(rooms), [rooms])
  const { busiest } = totals
  return (
    <>
      <Total label={peopleTotal(totals)}>
        <Link href={explainHref} title={text.showBreakdown} className="explained">
          {formatNumber(totals.people)}
          {totals.atLeast && (
            // The key prevents a layout shift, as in `CountOfTotal`.
            <span key={totals.people} className={clsx(!stale && 'text-busy-ink')}>
              +
            </span>
          )}
        </Link>
      </Total>
      <CountOfTotal label={roomsInUse} part={totals.inUse} whole={totals.rooms} />
      {/* The key prevents a layout shift: a different room becomes a new element instead of one that moves. */}
      <Total
        key={busiest?.id}
        label={busiestRoom(totals)}
        of={
          busiest &&
          [busiest.people, busiest.capacity]
            .filter((count) => count !== null)
            .map(formatNumber)
            .join(' / ')
        }
      >
        {rooms.find(({ room }) => room.id === busiest?.id)?.room.name ?? '–'}
      </Total>
      <CountOfTotal
        label={sensorsReporting}
        part={totals.reportingSensors}
        whole={totals.expectedSensors}
      />
    </>
  )
}

/**
 * A count and its total. The key replaces both elements when the count changes, because a total that moves would count
 * as a layout shift.
 */
function CountOfTotal({ label, part, whole }: { label: string; part: number; whole: number }) {
  return (
    <Total key={part} label={label} of={text.ofTotal(formatNumber(whole))}>
      {formatNumber(part)}
    </Total>
  )
}

function TotalsPlaceholder() {
  return [peopleNow, roomsInUse, busiestLabel, sensorsReporting].map((label) => (
    <Total key={label} label={label}>
      <span className="font-normal text-ink-faint">–</span>
    </Total>
  ))
}

/** Longest text, in characters, that fits one line at the size of a number. */
const maxOneLineLength = 12

function Total({
  label,
  of,
  children,
}: {
  label: string
  of?: string | null
  children: ReactNode
}) {
  const isLong = typeof children === 'string' && children.length > maxOneLineLength
  const whole = of && (
    <span className="flex-none text-15 font-normal whitespace-nowrap text-ink-faint md:text-18">
      {of}
    </span>
  )
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-ink-muted">{label}</dt>
      <dd
        className={clsx(
          'flex min-h-8 min-w-0 flex-wrap gap-x-1.5 text-27 font-semibold whitespace-nowrap lg:min-h-10 lg:text-32',
          isLong ? 'items-end' : 'items-baseline',
        )}
      >
        <span className={isLong ? 'line-clamp-2 text-15 whitespace-normal md:text-18' : 'truncate'}>
          {children}
          {/* After the last word of a long name: beside a second line, the number would read as part of the next total. */}
          {isLong && <> {whole}</>}
        </span>
        {!isLong && whole}
      </dd>
    </div>
  )
}
