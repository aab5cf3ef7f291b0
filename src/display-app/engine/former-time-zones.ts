import { toTimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/**
 * Time zones that the tz database has named since 2021, and a zone with the same local time in the older databases of
 * TVs. Chromium 78 rejects the new names.
 */
const formerNames: ReadonlyMap<string, string> = new Map([
  ['America/Ciudad_Juarez', 'America/Ojinaga'],
  ['America/Coyhaique', 'America/Punta_Arenas'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['Pacific/Kanton', 'Pacific/Enderbury'],
])

/** Returns the topology with an older zone at each site whose zone this browser does not know. */
export function withFormerTimeZones(topology: Topology): Topology {
  const sites = topology.sites.map((site) => {
    const name = formerNames.get(site.zone.invalidName ?? '')
    return name === undefined ? site : { ...site, zone: toTimeZone(name) }
  })
  return { ...topology, sites }
}
