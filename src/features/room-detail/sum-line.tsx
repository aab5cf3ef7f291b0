import { clsx } from 'clsx'
import { inDigits, peopleInWords } from '#src/format/room-words.ts'
import type { RoomFigure } from '#src/domain/occupancy/room-figure.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'
import { spelledSum, type SpelledSum } from './spelled-sum.ts'

/** The arithmetic behind the figure: `4 North + 3 Centre + 2 Door = 9 people`. Every part of it is text. */
export function SumLine({
  figure,
  labels,
  dimmed,
}: {
  figure: RoomFigure
  labels: readonly SensorLabel[]
  dimmed: boolean
}) {
  const { terms, total } = spelledSum(figure)
  const names = new Map(labels.map(({ mac, name }) => [mac, name]))
  return (
    <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-[8px] bg-selected px-4 py-3">
      <p
        className={clsx(
          'flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-22 font-semibold',
          dimmed && 'text-ink-faint',
        )}
      >
        {terms.map(({ mac, people }, index) => (
          <span key={mac} className={clsx(people === null && 'text-busy-ink')}>
            {index > 0 && operator(' + ')}
            {people === null ? '?' : inDigits(people)}{' '}
            <span className="text-13 font-normal text-ink-muted">{names.get(mac)}</span>
          </span>
        ))}
        <span className="whitespace-nowrap">
          {operator(' = ')}
          {totalInWords(total)}
        </span>
      </p>
      <p className="text-ink-muted">{rule(total, terms.length)}</p>
    </div>
  )
}

/** An operator stays with what follows it, so that a line never ends in one. */
function operator(sign: string) {
  return <span className="mr-3 font-normal text-ink-faint">{sign}</span>
}

function totalInWords(total: SpelledSum['total']): string {
  if (!total) return 'no data'
  const people = peopleInWords(total.people)
  return total.kind === 'at-least' ? `at least ${people}` : people
}

function rule(total: SpelledSum['total'], sensors: number): string {
  if (!total) return 'what is missing could be anything'
  if (total.kind === 'last-known') return 'when they were last seen'
  return sensors === 1 ? 'the sensor’s last' : 'the sum of each sensor’s last'
}
