import * as v from 'valibot'
import type { Hive, Sensor } from '#server/simulator/building/topology.ts'
import type { SensorOverrides } from '#server/simulator/people/sensor-simulation.ts'
import { badRequest } from '#server/simulator/api-error.ts'

/** One way in which the API fails. */
export const Fault = v.variant('kind', [
  /** Any error status, 401, 403, 429, 500 and 504 among them; `retryAfter` becomes the header. */
  v.object({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    retryAfter: v.optional(v.union([v.string(), v.number()])),
  }),
  /** The answer comes late; milliseconds. */
  v.object({
    kind: v.literal('delay'),
    ms: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  }),
  /** No answer ever comes. */
  v.object({ kind: v.literal('hang') }),
  /** The connection breaks before an answer. */
  v.object({ kind: v.literal('network') }),
  /** Half of the JSON. */
  v.object({ kind: v.literal('truncated') }),
  /** A web page with status 200, as captive portals send it. */
  v.object({ kind: v.literal('html') }),
  /** This body with status 200, such as an error of a server that answers every request with 200. */
  v.object({ kind: v.literal('body'), body: v.unknown() }),
  /** No data, in one of the shapes in which that may come. */
  v.object({ kind: v.literal('empty'), shape: v.picklist(['object', 'array', 'null']) }),
  /** The first room of a grouped answer, or the one with this id, is null. */
  v.object({ kind: v.literal('null-room'), room: v.optional(v.string()) }),
  /** The first sensor's metrics, or those of the sensor with this MAC, are null. */
  v.object({ kind: v.literal('null-metrics'), mac: v.optional(v.string()) }),
  /** `last` of the first sensor, or of the one with this MAC, is missing or no number. */
  v.object({
    kind: v.literal('bad-last'),
    last: v.picklist(['missing', 'text']),
    mac: v.optional(v.string()),
  }),
  /** GraphQL answers with part of the data and with errors beside it. */
  v.object({ kind: v.literal('partial-graphql') }),
])
export type Fault = v.InferOutput<typeof Fault>

/** The parts of the API that a fault can strike. */
export const faultRoutes = ['login', 'client-login', 'reporting', 'stats', 'graphql'] as const
export type FaultRoute = (typeof faultRoutes)[number]

/** Which sensors fall silent: by MAC, or all of the rooms with these ids or names. */
type Silence = {
  macs?: string[]
  rooms?: string[]
  /** Unix milliseconds from which on; by default nothing was ever heard of them. */
  since?: number
}

/** What goes wrong, and what tests do to the building. Everything may be changed while the simulator runs. */
export type FaultPlan = {
  /** Strikes the next `times` requests of a route, or all of them until it is cleared. */
  set: (route: FaultRoute | 'all', kind: Fault, times?: number) => void
  /** Makes sensors fall silent: no events any more, and offline. */
  silence: (silence: Silence) => void
  /** Pins the count of a sensor, by its MAC; a pinned sensor reports even where it would be silent by itself. */
  override: (mac: string, people: number) => void
  /** Takes a hive's power away, by its name or serial, from `since` on (Unix milliseconds): nothing under it is heard. */
  powerOffHive: (hive: string, since: number) => void
  /** Ends the faults of a route; without a route, ends everything: faults, silences, dead hives and pinned counts. */
  clear: (route?: FaultRoute | 'all') => void
  /** The fault that strikes a request of a route now, if any; it counts as used. */
  take: (route: FaultRoute) => Fault | null
  /** What the silences, dead hives and pinned counts mean for a sensor. */
  control: SensorOverrides
}

type PlannedFault = { fault: Fault; remaining: number }

/** A plan in which nothing goes wrong yet. */
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

/** A hive without power, by its name or serial; `since` in Unix milliseconds, by default from now on. */
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
 * Changes the plan as the body of `PUT /simulator/faults` says: `{route, fault, times}`, `{silence}` and `{override}`
 * (MAC to count) alone or together. The fault of kind `hive` strikes a hive, whatever the route and the times, until
 * everything is cleared. Throws a `Refusal` (400) for anything else. `now` is Unix milliseconds.
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
