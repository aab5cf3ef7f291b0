import { clsx } from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { gridOf, type DeviceColumn } from './device-columns.ts'
import type { DevicesParams } from './devices-params.ts'
import type { ChangeDevices } from './use-devices-params.ts'

/** The columns' names; each sorts by itself, and pressed again the other way round. */
export function TableHead({
  columns,
  params: { sort: chosen, reversed, grouped },
  onChange,
}: {
  columns: readonly DeviceColumn[]
  params: DevicesParams
  onChange: ChangeDevices
}) {
  const Arrow = reversed ? ArrowUp : ArrowDown
  return (
    <div
      role="rowgroup"
      className="sticky top-13 z-2 border-b border-line-strong bg-surface max-xl:hidden md:top-14"
    >
      <div role="row" aria-rowindex={1} className={clsx(gridOf(grouped), 'xl:px-2')}>
        {columns.map(({ label, sort }) => (
          <div
            key={sort}
            role="columnheader"
            aria-sort={sort === chosen ? (reversed ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              onClick={() => onChange({ sort, reversed: sort === chosen && !reversed })}
              className={clsx(
                'flex h-9 w-full items-center gap-1 font-medium whitespace-nowrap hover:text-ink',
                sort === chosen ? 'text-ink' : 'text-ink-muted',
              )}
            >
              {label}
              {sort === chosen && (
                <Arrow className="size-3.5" strokeWidth={1.5} aria-hidden="true" />
              )}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}
