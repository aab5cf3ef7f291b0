import { memo, useMemo } from 'react'
import { SegmentedControl } from '#src/components/ui/segmented-control.tsx'
import { SelectField } from '#src/components/ui/select-field.tsx'
import type { MetricName } from '#src/contract/reporting.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { metricDefinitions } from '#src/domain/occupancy/metrics.ts'
import type { MetricPeriod } from '#src/domain/readings/metric-windows.ts'
import { findFloorLocation, locateFloors } from '#src/domain/topology/topology.ts'
import * as text from '#messages/metrics-page.ts'

export function RoomField({
  rooms,
  value,
  onChange,
}: {
  rooms: readonly LiveRoom[]
  value: string
  onChange: (roomId: string) => void
}) {
  const { topology } = useTopology()
  const options = useMemo(() => {
    const places = locateFloors(topology)
    return rooms.map(({ id, name, floorId }) => {
      const group = floorId === null ? text.otherRooms : findFloorLocation(places, floorId).label
      return [id, name, group] as const
    })
  }, [rooms, topology])
  return <RoomSelect options={options} value={value} onChange={onChange} />
}

type RoomOption = readonly [id: string, name: string, group: string]

/** Renders only when its options or its value have changed, because a building can have thousands of options. */
const RoomSelect = memo(
  ({
    options,
    value,
    onChange,
  }: {
    options: readonly RoomOption[]
    value: string
    onChange: (roomId: string) => void
  }) => <SelectField label={text.roomField} value={value} options={options} onChange={onChange} />,
  (before, next) =>
    before.value === next.value &&
    before.options.length === next.options.length &&
    before.options.every((option, index) =>
      option.every((part, position) => part === next.options[index]?.[position]),
    ),
)

const periodSegments = (['2m', '30m'] as const).map((value) => ({
  value,
  label: text.periodOptions[value],
}))

export function PeriodField({
  value,
  onChange,
}: {
  value: MetricPeriod
  onChange: (period: MetricPeriod) => void
}) {
  return (
    <div>
      <p className="metrics-label">{text.periodField}</p>
      <div className="metrics-period">
        <SegmentedControl
          label={text.periodField}
          segments={periodSegments}
          value={value}
          onChange={onChange}
        />
        <p>{text.windowNotes[value]}</p>
      </div>
    </div>
  )
}

export function MetricField({
  value,
  onChange,
}: {
  value: MetricName
  onChange: (metric: MetricName) => void
}) {
  return (
    <div role="group" aria-label={text.metricField} className="metrics-choice">
      {metricDefinitions.map(({ name }) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === value}
          onClick={() => onChange(name)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
