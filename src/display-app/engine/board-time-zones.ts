import type { ZoneClock } from '#src/contract/zone-clock.ts'
import { toTimeZone, type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/**
 * Time zone names that were added to the tz database after 2020, and older names with the same local time. Chromium 78
 * does not support the new names. Used only for times without a clock from the gateway.
 */
const formerNames: ReadonlyMap<string, string> = new Map([
  ['America/Ciudad_Juarez', 'America/Ojinaga'],
  ['America/Coyhaique', 'America/Punta_Arenas'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Pacific/Kanton', 'Pacific/Enderbury'],
])

/**
 * Adds the gateway's clock to each site, because the time zone data of a TV is as old as its browser. If this browser
 * does not support a site's zone, the site gets the zone's former name.
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
