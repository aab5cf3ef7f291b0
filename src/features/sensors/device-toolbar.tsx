import { maxNameLength } from '#src/contract/butlr-values.ts'
import { formatNumber } from '#src/format/numbers.ts'
import * as text from '#messages/sensors.tsx'
import { FilterChip, FilterChips } from '#src/components/ui/filter-chip.tsx'
import { issueStyles } from './device-status-text.ts'
import { deviceIssues, type DeviceIssue } from './device-issues.ts'
import { Search } from 'lucide-react'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import { SortSelect } from '#src/components/ui/sort-select.tsx'
import { deviceSorts, type DevicesParams, type ChangeDevicesParams } from './devices-params.ts'

/** Filter by problem. Omits problems that do not occur, except the selected one. */
export function IssueFilter({
  total,
  counts,
  selected,
  onSelect,
}: {
  /** Number of sensors without the filter. */
  total: number
  counts: ReadonlyMap<DeviceIssue, number>
  selected: DeviceIssue | null
  onSelect: (problem: DeviceIssue | null) => void
}) {
  const visibleIssues = deviceIssues.filter(
    (problem) => counts.has(problem) || problem === selected,
  )
  return (
    <FilterChips
      label={text.issueFilterLabel}
      allLabel={text.allIssues}
      total={total}
      isFiltered={selected !== null}
      onClear={() => onSelect(null)}
      className="md:mx-0 md:flex-wrap md:overflow-visible md:p-0"
    >
      {visibleIssues.map((problem) => {
        const Icon = issueStyles[problem].icon
        return (
          <FilterChip
            key={problem}
            pressed={selected === problem}
            icon={<Icon className="size-4" strokeWidth={1.5} aria-hidden="true" />}
            label={text.issueLabels[problem]}
            count={formatNumber(counts.get(problem) ?? 0)}
            // Chips appear and disappear with their problem, so a reserved width would not keep them in place.
            countDigits={0}
            onClick={() => onSelect(selected === problem ? null : problem)}
          />
        )
      })}
    </FilterChips>
  )
}

/** Search and grouping. The sort order appears here only on pages that are too narrow for the header of the table. */
export function DeviceToolbar({
  params: { q, grouped, sort },
  onChange,
}: {
  params: DevicesParams
  onChange: ChangeDevicesParams
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 xl:flex-none xl:flex-nowrap">
      <label className="flex h-10 min-w-[min(12rem,100%)] flex-1 items-center gap-2 rounded-control bg-surface-sunken px-2.5 text-ink-faint -outline-offset-1 focus-within:outline-2 focus-within:outline-accent md:h-8 md:w-58 md:flex-none md:px-2">
        <Search className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        <span className="sr-only">{text.searchLabel}</span>
        <input
          type="search"
          value={q}
          maxLength={maxNameLength}
          onChange={(event) => onChange({ q: event.target.value }, true)}
          placeholder={text.searchPlaceholder}
          autoComplete="off"
          spellCheck={false}
          className="h-full w-full min-w-0 bg-transparent text-ink outline-none placeholder:text-ink-faint max-md:text-[1rem]"
        />
      </label>
      <SegmentedControl
        label={text.groupingLabel}
        segments={[
          { value: 'hive', label: text.groupingOptions.hive },
          { value: 'none', label: text.groupingOptions.none },
        ]}
        value={grouped ? 'hive' : 'none'}
        onChange={(value) => onChange({ grouped: value === 'hive' })}
      />
      <SortSelect
        sorts={deviceSorts}
        labels={text.sortOptions}
        value={sort}
        onChange={(order) => onChange({ sort: order })}
        className="h-10 md:h-8 xl:hidden"
      />
    </div>
  )
}
