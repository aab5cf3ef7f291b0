import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import { defaultBusyThreshold } from '#src/domain/occupancy/room-occupancy.ts'
import { useQuery } from '@tanstack/react-query'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { PanelSection, descriptionListClassName } from './panel-sections.tsx'

/** A setting and its source: `Capacity`, `10`, `Butlr`. */
type ValueSource = { what: string; value: string; from: string }

/** Returns the sources of a room's name, capacity and threshold: Butlr, or an override with Butlr's value. */
export function getValueSources(
  room: Pick<
    LiveRoom,
    'name' | 'capacity' | 'busyThreshold' | 'maximumSensorCount' | 'upstreamValues' | 'floorId'
  >,
): ValueSource[] {
  if (room.floorId === null) {
    return [
      { what: 'Name', value: room.name, from: 'its id, as Butlr’s topology does not know it' },
    ]
  }
  const { name, capacity } = room.upstreamValues
  return [
    {
      what: 'Name',
      value: room.name,
      from: name === null ? 'Butlr' : `your own file (Butlr says ${name})`,
    },
    {
      what: 'Capacity',
      value: room.capacity === null ? 'not set' : formatNumber(room.capacity),
      from:
        capacity === null
          ? 'Butlr'
          : `your own file (Butlr says ${capacity.value === null ? '0' : formatNumber(capacity.value)})`,
    },
    ...(room.capacity === null
      ? []
      : [
          {
            what: 'Busy from',
            value: formatPercent(room.busyThreshold ?? defaultBusyThreshold),
            from: room.busyThreshold === null ? 'Headroom’s general rule' : 'your own file',
          },
        ]),
    ...(room.maximumSensorCount === null
      ? []
      : [
          {
            what: 'Sensor limit',
            value: formatPeople(room.maximumSensorCount),
            from: 'your own file',
          },
        ]),
  ]
}

/** The settings that determine a room's state, with their sources and the note of an override. */
export function ValueSourcesSection({ room }: { room: LiveRoom }) {
  const { data: overrides } = useQuery(overridesQuery())
  const note = overrides?.overrides?.rooms?.[room.id]?.note
  return (
    <PanelSection title="What it is judged by">
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
      {note !== undefined && <p className="mt-1 text-ink-muted">Note in your own file: {note}</p>}
    </PanelSection>
  )
}
