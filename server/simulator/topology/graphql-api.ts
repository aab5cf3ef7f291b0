import type { Tag, Topology } from '#server/simulator/building/topology.ts'
import type { DeviceResolvers } from './device-resolvers.ts'
import type { PlaceResolvers } from './place-resolvers.ts'
import { graphql } from 'graphql'
import * as v from 'valibot'
import { badRequest } from '#server/simulator/api-error.ts'
import { topologySchema } from './schema.ts'

type Ids = { ids?: string[] | null }
type OneId = { id?: string | null }
type SensorIds = Ids & { mac_addresses?: string[] | null }
type HiveIds = Ids & { serial_numbers?: string[] | null }
type TagIds = { tagIDs?: string[] | null; useOR?: boolean | null }

/** Returns the resolvers of all queries. Like Butlr, they ignore some of the declared arguments. */
export function createRootValue(
  topology: Topology,
  places: PlaceResolvers,
  devices: DeviceResolvers,
): object {
  const { sites, buildings, floors, rooms, zones, sensors, hives, tags } = topology
  return {
    ...listAndSingle('site', sites, places.site),
    ...listAndSingle('building', buildings, places.building),
    ...listAndSingle('floor', floors, places.floor),
    ...listAndSingle('room', rooms, places.room),
    ...listAndSingle('zone', zones, places.zone),
    sensors: ({ ids, mac_addresses: macs }: SensorIds) => ({
      data: sensors
        .filter((sensor) => matchesId(ids, sensor.id) && matchesId(macs, sensor.mac))
        .map(devices.sensor),
    }),
    hives: ({ ids, serial_numbers: serials }: HiveIds) => ({
      data: hives
        .filter((hive) => matchesId(ids, hive.id) && matchesId(serials, hive.serial))
        .map(devices.hive),
    }),
    tags: ({ ids }: Ids) => tags.filter((tag) => matchesId(ids, tag.id)).map(places.tag),
    roomsByTag: (wanted: TagIds) => ({
      data: rooms.filter((room) => hasTags(room, wanted)).map(places.room),
    }),
    floorsByTag: (wanted: TagIds) => ({
      data: floors.filter((floor) => hasTags(floor, wanted)).map(places.floor),
    }),
    zonesByTag: (wanted: TagIds) => ({
      data: zones.filter((zone) => hasTags(zone, wanted)).map(places.zone),
    }),
    groups: () => ({ data: [] }),
    webhooks: () => [],
  }
}

/** Returns the resolvers of queries such as `rooms(ids)` and `room(id, customID)`. The simulator has no custom IDs. */
function listAndSingle<Thing extends { id: string }>(
  name: string,
  things: Thing[],
  resolve: (thing: Thing) => object,
): Record<string, unknown> {
  return {
    [`${name}s`]: ({ ids }: Ids) => ({
      data: things.filter((thing) => matchesId(ids, thing.id)).map(resolve),
    }),
    [name]: ({ id }: OneId) => {
      const found = things.find((thing) => thing.id === id)
      return found === undefined ? null : resolve(found)
    },
  }
}

function matchesId(wanted: string[] | null | undefined, key: string): boolean {
  if (wanted === null || wanted === undefined) return true
  return wanted.some((one) => one.toLowerCase() === key.toLowerCase())
}

/** Returns whether a location has all of the tags or, with `useOR`, any of them. */
function hasTags({ tags }: { tags: Tag[] }, { tagIDs, useOR }: TagIds): boolean {
  const wanted = tagIDs ?? []
  const has = (id: string) => tags.some((tag) => tag.id === id)
  return useOR === true ? wanted.some(has) : wanted.length > 0 && wanted.every(has)
}

const GraphqlBody = v.object({
  query: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown())),
  operationName: v.nullish(v.string()),
})

/** Handles `POST /api/v3/graphql`: executes any query, including introspection. The schema has no mutations. */
export async function executeGraphql(body: unknown, rootValue: object): Promise<unknown> {
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
