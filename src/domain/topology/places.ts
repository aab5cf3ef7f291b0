import type { Topology } from './tree.ts'
import { siteZone, type Zone } from '#src/domain/time/zone.ts'

/**
 * Where a floor is: its name, with as much in front as it takes to tell it from others, the zone of its times, and the
 * building and site that it belongs to.
 */
export type Place = { label: string; zone: Zone; buildingId: string | null; siteId: string | null }

/** Places by floor id. */
export type Places = ReadonlyMap<string, Place>

const nowhere: Place = { label: '', zone: siteZone(null), buildingId: null, siteId: null }

/**
 * Names every floor: `Floor 3`, in several buildings `Main building · Floor 3`, and where two sites have buildings of
 * one name `Northgate · Main building · Floor 3`.
 */
export function placesFrom(topology: Topology | undefined): Places {
  const places = new Map<string, Place>()
  if (!topology) return places
  const { sites, buildings, floors } = topology
  for (const floor of floors) {
    const building = buildings.find(({ id }) => id === floor.buildingId)
    const site = sites.find(({ id }) => id === building?.siteId)
    const alike = buildings.filter(({ name }) => name === building?.name)
    const sitesAlike = new Set(alike.map(({ siteId }) => siteId)).size > 1
    const label = [
      sitesAlike ? site?.name : undefined,
      buildings.length > 1 ? building?.name : undefined,
      floor.name,
    ]
    places.set(floor.id, {
      label: label.filter((part) => part !== undefined).join(' · '),
      zone: site?.zone ?? nowhere.zone,
      buildingId: building?.id ?? null,
      siteId: site?.id ?? null,
    })
  }
  return places
}

/** The place of a floor; one without a name, in UTC, where the topology does not know it. */
export function placeOf(places: Places, floorId: string | null): Place {
  return (floorId === null ? undefined : places.get(floorId)) ?? nowhere
}
