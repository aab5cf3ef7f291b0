import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import * as text from '#messages/insights.ts'
import type { ChangeInsightsParams, InsightsParams } from './insights-params.ts'
import type { InsightsRoom } from './insights-rooms.ts'

/** Selects the kind and a tag of the rooms. Omits filters that have no choices. */
export function InsightsFilters({
  allRooms,
  topology,
  params: { kind, tags },
  change,
}: {
  allRooms: readonly InsightsRoom[]
  topology: Topology | undefined
  params: InsightsParams
  change: ChangeInsightsParams
}) {
  const kinds = useMemo(() => {
    const named = allRooms.flatMap((room) => room.kind ?? [])
    return [...new Set(kind === null ? named : [...named, kind])].toSorted((one, other) =>
      one.localeCompare(other),
    )
  }, [allRooms, kind])
  const tagOptions = sortByName(topology?.tags ?? []).map(
    ({ id, name }) => [id, nameOrId(name, id)] as const,
  )
  return (
    <div className="insights-filters">
      {kinds.length > 1 && (
        <FilterSelect
          label={text.kind}
          any={text.allKinds}
          value={kind}
          options={kinds.map((one) => [one, one] as const)}
          onChange={(next) => change({ kind: next })}
        />
      )}
      {tagOptions.length > 0 && (
        <FilterSelect
          label={text.tag}
          any={text.anyTag}
          value={tags[0] ?? null}
          options={tagOptions}
          onChange={(next) => change({ tags: next === null ? [] : [next] })}
        />
      )}
    </div>
  )
}

function FilterSelect({
  label,
  any,
  value,
  options,
  onChange,
}: {
  label: string
  any: string
  value: string | null
  options: readonly (readonly [value: string, label: string])[]
  onChange: (value: string | null) => void
}) {
  return (
    <label className="insights-filter">
      <span>{label}</span>
      <select value={value ?? ''} onChange={({ target }) => onChange(target.value || null)}>
        <option value="">{any}</option>
        {options.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" strokeWidth={1.5} />
    </label>
  )
}
