import type { Tag, Topology } from '#server/simulator/building/topology.ts'
import type { DeviceViews } from './device-resolvers.ts'
import type { PlaceViews } from './place-resolvers.ts'
import { graphql } from 'graphql'
import * as v from 'valibot'
import { badRequest } from '#server/simulator/api-error.ts'
import { topologySchema } from './schema.ts'

type Ids = { ids?: string[] | null }
type OneId = { id?: string | null }
type SensorIds = Ids & { mac_addresses?: string[] | null }
type HiveIds = Ids & { serial_numbers?: string[] | null }
type TagIds = { tagIDs?: string[] | null; useOR?: boolean | null }

/** What each query of the schema answers. Arguments that Butlr declares and ignores are ignored here too. */
export function createRoot(topology: Topology, places: PlaceViews, devices: DeviceViews): object {
  const { sites, buildings, floors, rooms, zones, sensors, hives, tags } = topology
  return {
    ...listAndOne('site', sites, places.site),
    ...listAndOne('building', buildings, places.building),
    ...listAndOne('floor', floors, places.floor),
    ...listAndOne('room', rooms, places.room),
    ...listAndOne('zone', zones, places.zone),
    sensors: ({ ids, mac_addresses: macs }: SensorIds) => ({
      data: sensors
        .filter((sensor) => within(ids, sensor.id) && within(macs, sensor.mac))
        .map(devices.sensor),
    }),
    hives: ({ ids, serial_numbers: serials }: HiveIds) => ({
      data: hives
        .filter((hive) => within(ids, hive.id) && within(serials, hive.serial))
        .map(devices.hive),
    }),
    tags: ({ ids }: Ids) => tags.filter((tag) => within(ids, tag.id)).map(places.tag),
    roomsByTag: (wanted: TagIds) => ({
      data: rooms.filter((room) => carries(room, wanted)).map(places.room),
    }),
    floorsByTag: (wanted: TagIds) => ({
      data: floors.filter((floor) => carries(floor, wanted)).map(places.floor),
    }),
    zonesByTag: (wanted: TagIds) => ({
      data: zones.filter((zone) => carries(zone, wanted)).map(places.zone),
    }),
    groups: () => ({ data: [] }),
  }
}

/** `rooms(ids)` and `room(id, customID)`; nothing in the building has a custom id. */
function listAndOne<Thing extends { id: string }>(
  name: string,
  things: Thing[],
  show: (thing: Thing) => object,
): Record<string, unknown> {
  return {
    [`${name}s`]: ({ ids }: Ids) => ({
      data: things.filter((thing) => within(ids, thing.id)).map(show),
    }),
    [name]: ({ id }: OneId) => {
      const found = things.find((thing) => thing.id === id)
      return found === undefined ? null : show(found)
    },
  }
}

function within(wanted: string[] | null | undefined, key: string): boolean {
  if (wanted === null || wanted === undefined) return true
  return wanted.some((one) => one.toLowerCase() === key.toLowerCase())
}

/** Whether a place carries all of the tags, or with `useOR` any of them. */
function carries({ tags }: { tags: Tag[] }, { tagIDs, useOR }: TagIds): boolean {
  const wanted = tagIDs ?? []
  const has = (id: string) => tags.some((tag) => tag.id === id)
  return useOR === true ? wanted.some(has) : wanted.length > 0 && wanted.every(has)
}

const GraphqlBody = v.object({
  query: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown())),
  operationName: v.nullish(v.string()),
})

/** Answers `POST /api/v3/graphql`: any document of a client, introspection too, but nothing that would change things. */
export async function answerGraphql(body: unknown, rootValue: object): Promise<unknown> {
  const parsed = v.safeParse(GraphqlBody, body)
  if (!parsed.success) throw badRequest('query is required.')
  const { query, variables, operationName } = parsed.output
  return graphql({
    schema: topologySchema,
    source: query,
    rootValue,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
  })
}
