import type { Hive, Sensor } from '#server/simulator/building/topology.ts'
import type { FaultKind } from './fault-kind.ts'
import type { Control } from '#server/simulator/people/presence.ts'

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
  set: (route: FaultRoute | 'all', kind: FaultKind, times?: number) => void
  /** Makes sensors fall silent: no events any more, and offline. */
  silence: (silence: Silence) => void
  /** Pins the count of a sensor, by its MAC; a pinned sensor reports even where it would be silent by itself. */
  override: (mac: string, people: number) => void
  /** Takes a hive's power away, by its name or serial, from `since` on (Unix milliseconds): nothing under it is heard. */
  killHive: (hive: string, since: number) => void
  /** Ends the faults of a route; without a route, ends everything: faults, silences, dead hives and pinned counts. */
  clear: (route?: FaultRoute | 'all') => void
  /** The fault that strikes a request of a route now, if any; it counts as used. */
  take: (route: FaultRoute) => FaultKind | null
  /** What the silences, dead hives and pinned counts mean for a sensor. */
  control: Control
}

type Planned = { kind: FaultKind; left: number }

/** A plan in which nothing goes wrong yet. */
export function createFaultPlan(): FaultPlan {
  const planned = new Map<FaultRoute | 'all', Planned>()
  const pinned = new Map<string, number>()
  const deadHives = new Map<string, number>()
  let silences: Silence[] = []

  const deadFrom = ({ name, serial }: Hive) =>
    Math.min(
      ...[name, serial].map((key) => deadHives.get(key.toLowerCase()) ?? Number.POSITIVE_INFINITY),
    )
  const takeFrom = (route: FaultRoute | 'all') => {
    const fault = planned.get(route)
    if (fault === undefined) return null
    fault.left -= 1
    if (fault.left <= 0) planned.delete(route)
    return fault.kind
  }
  return {
    set(route, kind, times = Number.POSITIVE_INFINITY) {
      planned.set(route, { kind, left: times })
    },
    silence(silence) {
      silences.push(silence)
    },
    killHive(hive, since) {
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
    take: (route) => takeFrom(route) ?? takeFrom('all'),
    control: {
      pinned: (sensor) => pinned.get(sensor.mac) ?? null,
      deadFrom: (hive) => (deadHives.size === 0 ? Number.POSITIVE_INFINITY : deadFrom(hive)),
      silentFrom(sensor) {
        let from = Number.POSITIVE_INFINITY
        for (const silence of silences) {
          if (concerns(silence, sensor))
            from = Math.min(from, Math.ceil((silence.since ?? 0) / 1000))
        }
        return from
      },
    },
  }
}

function concerns({ macs = [], rooms = [] }: Silence, { mac, room }: Sensor): boolean {
  if (macs.some((one) => one.toLowerCase() === mac)) return true
  return room !== null && (rooms.includes(room.id) || rooms.includes(room.name))
}
