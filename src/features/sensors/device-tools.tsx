import { ChevronDown, Search } from 'lucide-react'
import { Segmented } from '#src/components/ui/segmented.tsx'
import { sorts, type DevicesParams, type Sort } from './devices-params.ts'
import type { ChangeDevices } from './use-devices-params.ts'

const sortWords: Record<Sort, string> = {
  problem: 'Worst first',
  name: 'By name',
  room: 'By room',
  mode: 'By mode',
  heartbeat: 'By heartbeat',
  report: 'By report',
  battery: 'By battery',
  hive: 'By hive',
}

/** Find a sensor, and how sensors are arranged. The order is chosen here only where the table has no head. */
export function DeviceTools({
  params: { q, grouped, sort },
  onChange,
}: {
  params: DevicesParams
  onChange: ChangeDevices
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 xl:flex-none xl:flex-nowrap">
      <label className="flex h-10 min-w-48 flex-1 items-center gap-2 rounded-control bg-surface-sunken px-2.5 text-ink-faint -outline-offset-1 focus-within:outline-2 focus-within:outline-accent md:h-8 md:w-58 md:flex-none md:px-2">
        <Search size={16} strokeWidth={1.5} aria-hidden="true" className="flex-none" />
        <span className="sr-only">Find a sensor</span>
        <input
          type="search"
          value={q}
          onChange={(event) => onChange({ q: event.target.value }, true)}
          placeholder="Name, MAC or room"
          autoComplete="off"
          spellCheck={false}
          className="h-full w-full min-w-0 bg-transparent text-ink outline-none placeholder:text-ink-faint max-md:text-[16px]"
        />
      </label>
      <Segmented
        label="Arrangement"
        segments={[
          { value: 'hive', label: 'By hive' },
          { value: 'none', label: 'One list' },
        ]}
        value={grouped ? 'hive' : 'none'}
        onChange={(value) => onChange({ grouped: value === 'hive' })}
      />
      <label className="relative flex h-10 flex-none items-center gap-1.5 text-ink-muted md:h-8 xl:hidden">
        Sort
        <select
          value={sort}
          onChange={(event) =>
            onChange({ sort: sorts.find((one) => one === event.target.value) ?? 'problem' })
          }
          className="field-sizing-content h-8 appearance-none rounded-control bg-transparent py-0 pr-6 pl-1 font-medium text-ink hover:bg-selected"
        >
          {sorts.map((one) => (
            <option key={one} value={one} className="bg-surface-raised">
              {sortWords[one]}
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
    </div>
  )
}
