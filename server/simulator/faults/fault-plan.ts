import * as v from 'valibot'
import type { Hive, Sensor } from '#server/simulator/building/topology.ts'
import type { SensorOverrides } from '#server/simulator/people/sensor-simulation.ts'
import { badRequest } from '#server/simulator/api-error.ts'

/** A way in which the API can fail. */
export const Fault = v.variant('kind', [
  /** An error response with this status; `retryAfter` sets the `Retry-After` header. */
  v.object({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    retryAfter: v.optional(v.union([v.string(), v.number()])),
  }),
  /** A response delayed by `ms` milliseconds. */
  v.object({
    kind: v.literal('delay'),
    ms: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  }),
  /** No response until the request is aborted. */
  v.object({ kind: v.literal('hang') }),
  /** The connection fails before a response. */
  v.object({ kind: v.literal('network') }),
  /** A response that contains only the first half of the JSON. */
  v.object({ kind: v.literal('truncated') }),
  /** An HTML page with status 200, as captive portals send. */
  v.object({ kind: v.literal('html') }),
  /** Status 200 with this body, for example an error that only the body reports. */
  v.object({ kind: v.literal('body'), body: v.unknown() }),
  /** A response whose `data` is `{}`, `[]` or null. */
  v.object({ kind: v.literal('empty'), shape: v.picklist(['object', 'array', 'null']) }),
  /** The room with this ID, by default the first room of a grouped response, is null. */
  v.object({ kind: v.literal('null-room'), room: v.optional(v.string()) }),
  /** The metrics of the sensor with this MAC address, by default the first sensor, are null. */
  v.object({ kind: v.literal('null-metrics'), mac: v.optional(v.string()) }),
  /** `last` of the sensor with this MAC address, by default the first sensor, is missing or a string. */
  v.object({
    kind: v.literal('bad-last'),
    last: v.picklist(['missing', 'text']),
    mac: v.optional(v.string()),
  }),
  /** A GraphQL response with partial data and errors. */
  v.object({ kind: v.literal('partial-graphql') }),
])
export type Fault = v.InferOutput<typeof Fault>

/** The API routes that a fault can target. */
const faultRoutes = ['login', 'client-login', 'reporting', 'stats', 'graphql'] as const
export type FaultRoute = (typeof faultRoutes)[number]

/** Sensors to silence: by MAC address, or all sensors of the rooms with these IDs or names. */
type Silence = {
  macs?: string[]
  rooms?: string[]
  /** Start in Unix milliseconds; without a start, the sensors have never reported. */
  since?: number
}

/** The simulated faults and sensor overrides. They can be changed while the simulator runs. */
export type FaultPlan = {
  /** Applies a fault to the next `times` requests of a route, by default to all requests until it is cleared. */
  set: (route: FaultRoute | 'all', kind: Fault, times?: number) => void
  /** Silences sensors: they send no events and are offline. */
  silence: (silence: Silence) => void
  /**
   * Pins the count of the sensor with this MAC address. The sensor then also reports during scheduled outages, but not
   * during faults.
   */
  override: (mac: string, people: number) => void
  /** Powers a hive off, by name or serial, from `since` (Unix milliseconds). Its sensors stop reporting. */
  powerOffHive: (hive: string, since: number) => void
  /** Clears the fault of a route; without a route, clears all faults, silences, hive outages and pinned counts. */
  clear: (route?: FaultRoute | 'all') => void
  /** Returns the fault for the next request of a route, or null, and decrements the fault's remaining requests. */
  take: (route: FaultRoute) => Fault | null
  /** The silences, hive outages and pinned counts, for the sensor simulation. */
  control: SensorOverrides
}

type PlannedFault = { fault: Fault; remaining: number }

export function createFaultPlan(): FaultPlan {
  const planned = new Map<FaultRoute | 'all', PlannedFault>()
  const pinned = new Map<string, number>()
  const deadHives = new Map<string, number>()
  let silences: Silence[] = []

  const deadFrom = ({ name, serial }: Hive) =>
    Math.min(
      ...[name, serial].map((key) => deadHives.get(key.toLowerCase()) ?? Number.POSITIVE_INFINITY),
    )
  const takeFault = (route: FaultRoute | 'all') => {
    const fault = planned.get(route)
    if (fault === undefined) return null
    fault.remaining -= 1
    if (fault.remaining <= 0) planned.delete(route)
    return fault.fault
  }
  return {
    set(route, kind, times = Number.POSITIVE_INFINITY) {
      planned.set(route, { fault: kind, remaining: times })
    },
    silence(silence) {
      silences.push(silence)
    },
    powerOffHive(hive, since) {
      deadHives.set(hive.toLowerCase(), Math.ceil(since / 1000))
    },
    override(mac, people) {
      pinned.set(mac.toLowerCase(), people)
    },
    clear(route) {
      if (route !== undefined) {
        planned.delete(route)
        return
      }
      planned.clear()
      pinned.clear()
      deadHives.clear()
      silences = []
    },
    take: (route) => takeFault(route) ?? takeFault('all'),
    control: {
      pinned: (sensor) => pinned.get(sensor.mac) ?? null,
      deadFrom: (hive) => (deadHives.size === 0 ? Number.POSITIVE_INFINITY : deadFrom(hive)),
      silentFrom(sensor) {
        let from = Number.POSITIVE_INFINITY
        for (const silence of silences) {
          if (isSilenced(silence, sensor))
            from = Math.min(from, Math.ceil((silence.since ?? 0) / 1000))
        }
        return from
      },
    },
  }
}

function isSilenced({ macs = [], rooms = [] }: Silence, { mac, room }: Sensor): boolean {
  if (macs.some((one) => one.toLowerCase() === mac)) return true
  return room !== null && (rooms.includes(room.id) || rooms.includes(room.name))
}

/** Powers off a hive, by name or serial, from `since` (Unix milliseconds), by default now. */
const HiveFault = v.object({
  kind: v.literal('hive'),
  hive: v.string(),
  since: v.optional(v.pipe(v.number(), v.minValue(0))),
})

const FaultRequest = v.object({
  route: v.optional(v.picklist([...faultRoutes, 'all']), 'all'),
  fault: v.optional(v.variant('kind', [...Fault.options, HiveFault])),
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  silence: v.optional(
    v.object({
      macs: v.optional(v.array(v.string()), []),
      rooms: v.optional(v.array(v.string()), []),
      since: v.optional(v.number(), 0),
    }),
  ),
  override: v.optional(v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)))),
})

/**
 * Applies the body of `PUT /simulator/faults` to the plan: `{route, fault, times}`, `{silence}` and `{override}` (MAC
 * address to count), or several of them. A fault of kind `hive` ignores `route` and `times` and lasts until all faults
 * are cleared. Throws an `ApiError` (400) for any other body. `now` is Unix milliseconds.
 */
export function applyFaultRequest(plan: FaultPlan, body: unknown, now: number): void {
  const parsed = v.safeParse(FaultRequest, body)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { route, fault, times, silence, override = {} } = parsed.output
  if (fault?.kind === 'hive') plan.powerOffHive(fault.hive, fault.since ?? now)
  else if (fault !== undefined) plan.set(route, fault, times)
  if (silence !== undefined) plan.silence(silence)
  for (const [mac, people] of Object.entries(override)) plan.override(mac, people)
}
