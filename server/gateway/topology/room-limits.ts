import type { CountLimit } from '#src/domain/occupancy/plausibility.ts'
import type { Overrides } from '#src/contract/overrides.ts'

/** The part of a room of the topology that limits its counts. */
type SizedRoom = { id: string; capacity?: { max?: number | null | undefined } | null | undefined }

/** A room's capacity and the largest count of one sensor, where the operator's own file wins; null where none is set. */
export function limitsOf({ id, capacity }: SizedRoom, overrides: Overrides | null): CountLimit {
  const own = overrides?.rooms?.[id] ?? {}
  const max = capacity?.max ?? 0
  const upstream = max > 0 ? max : null
  return {
    capacity: own.capacity === undefined ? upstream : own.capacity,
    maximumSensorCount: own.maximumSensorCount ?? overrides?.maximumSensorCount ?? null,
  }
}
