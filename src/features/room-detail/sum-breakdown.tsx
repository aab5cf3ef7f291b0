import type { RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { clsx } from 'clsx'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/room-detail.tsx'
import { formatPeople } from '#messages/common.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'

/** One term of the sum; `people` is null if the sensor's count is unknown. */
type SumTerm = { mac: string; people: number | null }

/**
 * The terms of a room's occupancy and their total. The total is `last-known` if its terms are last known counts, and
 * null if the occupancy is unknown.
 */
type OccupancySum = {
  terms: SumTerm[]
  total: { kind: 'exact' | 'at-least' | 'last-known'; people: number } | null
}

/**
 * Returns what every sensor adds to a room's occupancy. A quiet sensor adds 0. A missing sensor adds its last known
 * count if the occupancy is last known; otherwise its term is null. An occupancy of at least 0 has no total, as on the
 * room's card.
 */
export function sumTerms(figure: RoomOccupancy): OccupancySum {
  const isOutdated = figure.kind === 'last-known'
  const terms = figure.contributions.map((one): SumTerm => {
    switch (one.kind) {
      case 'counted':
        return { mac: one.mac, people: one.people }
      case 'quiet':
        return { mac: one.mac, people: 0 }
      case 'missing':
        return { mac: one.mac, people: isOutdated ? (one.lastKnown?.people ?? null) : null }
    }
  })
  if (figure.kind === 'none' || (figure.kind === 'at-least' && figure.people <= 0)) {
    return { terms, total: null }
  }
  return { terms, total: { kind: figure.kind, people: figure.people } }
}

/** Shows the sum behind the occupancy as text: `4 North + 3 Centre + 2 Door = 9 people`. */
export function SumBreakdown({
  figure,
  labels,
  dimmed,
}: {
  figure: RoomOccupancy
  labels: readonly SensorLabel[]
  dimmed: boolean
}) {
  const { terms, total } = sumTerms(figure)
  const names = new Map(labels.map(({ mac, name }) => [mac, name]))
  return (
    <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-[8px] bg-selected px-4 py-3">
      <p
        className={clsx(
          'flex min-w-0 flex-wrap items-baseline gap-x-3 gap-y-0.5 text-22 font-semibold',
          dimmed && 'text-ink-faint',
        )}
      >
        {terms.map(({ mac, people }, index) => (
          <span key={mac} className={clsx('min-w-0', people === null && 'text-busy-ink')}>
            {index > 0 && operator(' + ')}
            {people === null ? '?' : formatNumber(people)}{' '}
            <span className="text-13 font-normal text-ink-muted">{names.get(mac)}</span>
          </span>
        ))}
        <span className="sum-total">
          {operator(' = ')}
          {formatTotal(total)}
        </span>
      </p>
      <p className="text-ink-muted">{describeRule({ terms, total })}</p>
    </div>
  )
}

/** Keeps the operator with the text after it, so that a line never ends in an operator. */
function operator(sign: string) {
  return <span className="mr-3 font-normal text-ink-faint">{sign}</span>
}

function formatTotal(total: OccupancySum['total']): string {
  if (!total) return text.sumUnknown
  return total.kind === 'at-least' ? text.sumAtLeast(total.people) : formatPeople(total.people)
}

function describeRule({ terms, total }: OccupancySum): string {
  if (!total) return text.sumIncomplete(terms.filter(({ people }) => people === null).length)
  const describe = total.kind === 'last-known' ? text.sumOfLastKnown : text.sumOfLatest
  return describe(terms.length)
}
