import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import * as text from '#messages/room-breakdown.tsx'
import { useQuery } from '@tanstack/react-query'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { PanelSection, descriptionListClassName } from './panel-sections.tsx'

/** A setting and its source: `Capacity`, `10`, `Butlr`. */
type ValueSource = { what: string; value: string; from: string }

/**
 * Returns a room's name, capacity, busy threshold and sensor limit with their sources: Butlr, Headroom's default, or
 * the settings (with Butlr's value). For a room that only the reporting API returns, returns only the name, whose
 * source is the room ID.
 */
export function getValueSources(
  room: Pick<
    LiveRoom,
    'name' | 'capacity' | 'busyThreshold' | 'maximumSensorCount' | 'upstreamValues' | 'floorId'
  >,
): ValueSource[] {
  if (room.floorId === null) {
    return [{ what: text.nameLabel, value: room.name, from: text.fromRoomId }]
  }
  const { name, capacity } = room.upstreamValues
  return [
    {
      what: text.nameLabel,
      value: room.name,
      from: name === null ? text.valueSources.butlr : text.fromOverridesInsteadOf(name),
    },
    {
      what: text.capacityLabel,
      value: formatCapacity(room.capacity),
      from:
        capacity === null
          ? text.valueSources.butlr
          : text.fromOverridesInsteadOf(formatCapacity(capacity.value)),
    },
    ...(room.capacity === null
      ? []
      : [
          {
            what: text.busyThresholdLabel,
            value: formatPercent(room.busyThreshold ?? defaultBusyThreshold),
            from:
              room.busyThreshold === null ? text.valueSources.default : text.valueSources.overrides,
          },
        ]),
    ...(room.maximumSensorCount === null
      ? []
      : [
          {
            what: text.sensorLimitLabel,
            value: formatPeople(room.maximumSensorCount),
            from: text.valueSources.overrides,
          },
        ]),
  ]
}

function formatCapacity(capacity: number | null): string {
  return capacity === null ? text.notSet : formatNumber(capacity)
}

export function ValueSourcesSection({ room }: { room: LiveRoom }) {
  const { data: overrides } = useQuery(overridesQuery())
  const note = overrides?.overrides?.rooms?.[room.id]?.note
  return (
    <PanelSection title={text.settingsHeading}>
      <dl className={descriptionListClassName}>
        {getValueSources(room).map(({ what, value, from }) => (
          <div key={what} className="contents">
            <dt>{what}</dt>
            <dd>
              {value} <span className="text-ink-muted">· {from}</span>
            </dd>
          </div>
        ))}
      </dl>
      {note !== undefined && <p className="mt-1 text-ink-muted">{text.overridesNote(note)}</p>}
    </PanelSection>
  )
}
