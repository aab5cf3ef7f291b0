import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'

/** Something that can be found: what it is called, where it is, and by what else it is known. */
export type Entry = {
  kind: 'room' | 'place' | 'tag' | 'sensor'
  id: string
  name: string
  /** What stands beside the name: the floor of a room, the room of a sensor. */
  detail: string
}

/**
 * Everything that can be found: rooms, floors, buildings and sites, tags, and sensors by name and address.
 *
 * @param strangers ids of rooms that only reporting knows
 */
export function entriesFrom(
  topology: Topology | undefined,
  strangers: readonly string[],
  devices: readonly Device[],
): Entry[] {
  const { sites = [], buildings = [], floors = [], rooms = [], tags = [] } = topology ?? {}
  const nameOf = new Map(
    [...sites, ...buildings, ...floors, ...rooms].map((one) => [one.id, one.name]),
  )
  const named = (id: string | null) => (id === null ? undefined : nameOf.get(id))
  const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')
  const buildingOf = new Map(floors.map((floor) => [floor.id, floor.buildingId]))
  return [
    ...rooms.map(({ id, name, floorId, kind }): Entry => {
      const building = buildings.length > 1 ? named(buildingOf.get(floorId ?? '') ?? null) : null
      return { kind: 'room', id, name, detail: joined(building, named(floorId), kind) }
    }),
    ...strangers.map((id): Entry => ({ kind: 'room', id, name: nameOrId(null, id), detail: '' })),
    ...floors.map(({ id, name, buildingId }) =>
      place(id, name, joined('Floor', named(buildingId))),
    ),
    ...buildings.map(({ id, name, siteId }) => place(id, name, joined('Building', named(siteId)))),
    ...sites.map(({ id, name }) => place(id, name, 'Site')),
    ...tags.map(({ id, name }): Entry => ({ kind: 'tag', id, name, detail: 'Tag' })),
    ...devices
      .filter(({ mac, hidden }) => mac !== '' && hidden === null)
      .map(({ mac, name, roomId, floorId }): Entry => {
        const detail = joined(name === mac ? null : mac, named(roomId) ?? named(floorId))
        return { kind: 'sensor', id: mac, name, detail }
      }),
  ]
}

function place(id: string, name: string, detail: string): Entry {
  return { kind: 'place', id, name, detail }
}
