import './metrics.css'
import { useState } from 'react'
import { LoadingPlaceholder, UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/metrics-page.ts'
import { selectRoom } from './metrics-model.ts'
import { useMetricsParams } from './metrics-params.ts'
import { PeriodField, RoomField } from './metrics-controls.tsx'
import { RoomMetrics } from './room-metrics.tsx'

/**
 * Explains the nine metrics with the current data of one room. The URL contains the room, the sensor, the metric and the
 * period.
 */
export function MetricsPage() {
  const { rooms, error } = useLiveRooms()
  const { pending } = useTopology()
  if (rooms === undefined) {
    return error ? (
      <UnavailablePlaceholder
        title={text.unavailableTitle}
        reason={describePollError(error)}
        hint={text.unavailableHint}
      />
    ) : (
      <MetricsLoading />
    )
  }
  // Rooms have no names before the topology has loaded.
  return pending ? <MetricsLoading /> : <LoadedPage rooms={rooms} />
}

function LoadedPage({ rooms }: { rooms: readonly LiveRoom[] }) {
  const { params, change } = useMetricsParams()
  const defaultId = useFirst(selectRoom(rooms)?.id ?? null)
  const id = params.room ?? defaultId
  const room = rooms.find((one) => one.id === id)
  return (
    <div className="metrics">
      <div className="metrics-lead">
        <h2>{text.lead}</h2>
        <p>{text.introduction}</p>
      </div>
      <div className="metrics-controls">
        <RoomField
          rooms={rooms}
          value={room?.id ?? ''}
          onChange={(next) => change({ room: next })}
        />
        <PeriodField value={params.period} onChange={(period) => change({ period })} />
      </div>
      {room && room.occupancy.expectedSensors > 0 ? (
        <RoomMetrics key={room.id} room={room} params={params} onChange={change} />
      ) : (
        <p role="status" className="metrics-message">
          {describeMissing(room, id)}
        </p>
      )}
    </div>
  )
}

function describeMissing(room: LiveRoom | undefined, id: string | null): string {
  if (room) return text.noSensors(room.name)
  return id === null ? text.noRooms : text.roomNotFound(nameOrId(null, id))
}

/** Returns the first value that is not null, so that the default room stays the same when people move. */
function useFirst(value: string | null): string | null {
  const [first, setFirst] = useState<string | null>(null)
  if (first === null && value !== null) setFirst(value)
  return first ?? value
}

function MetricsLoading() {
  return (
    <LoadingPlaceholder label={text.loading}>
      <div className="metrics">
        <div className="metrics-skeleton" />
      </div>
    </LoadingPlaceholder>
  )
}
