import type { ZoneClock } from '#src/contract/zone-clock.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/**
 * Time zones that the tz database has named since 2021, and a zone with the same local time in the older databases of
 * TVs. Chromium 78 rejects the new names. For times for which the gateway sent no clock.
 */
const formerNames: ReadonlyMap<string, string> = new Map([
  ['America/Ciudad_Juarez', 'America/Ojinaga'],
  ['America/Coyhaique', 'America/Punta_Arenas'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Pacific/Kanton', 'Pacific/Enderbury'],
])

/**
 * Returns the topology with the gateway's clock at each site, because the time zone data of a TV is as old as its
 * browser. A site whose zone this browser does not know gets an older zone.
 */
export function withGatewayClocks(topology: Topology, clocks: readonly ZoneClock[]): Topology {
  const byName = new Map(clocks.map((clock) => [clock.zone, clock]))
  const sites = topology.sites.map((site) => {
    const name = site.zone.invalidName ?? site.zone.name
    return { ...site, zone: withClock(withFormerName(site.zone), byName.get(name)) }
  })
  return { ...topology, sites }
}

function withFormerName(zone: TimeZone): TimeZone {
  const name = formerNames.get(zone.invalidName ?? '')
  return name === undefined ? zone : toTimeZone(name)
}

function withClock(zone: TimeZone, clock: ZoneClock | undefined): TimeZone {
  return clock === undefined ? zone : { name: zone.name, known: true, clock }
}
