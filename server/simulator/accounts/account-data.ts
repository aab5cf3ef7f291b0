import type { Account } from './accounts.ts'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { southbank } from '#server/simulator/building/demo-sites.ts'
import type { FaultPlan } from '#server/simulator/faults/fault-plan.ts'
import {
  createPeople,
  type People,
  type Control,
} from '#server/simulator/people/sensor-simulation.ts'
import type { Site, Tag, Topology } from '#server/simulator/building/topology.ts'
import { createDeviceViews } from '#server/simulator/topology/device-resolvers.ts'
import { createPlaceViews } from '#server/simulator/topology/place-resolvers.ts'
import { createRoot } from '#server/simulator/topology/graphql-api.ts'

/** What an account sees: its part of a topology, the people in it, and the root of its GraphQL queries. */
export type Estate = { topology: Topology; people: People; root: object }

type EstateOptions = {
  seed: string
  /** Unix milliseconds. */
  now: () => number
  faults: Pick<FaultPlan, 'control'>
}

/** Returns the estate of each account; all but the demo's are built when an account first asks. */
export function createEstates(
  topology: Topology,
  { seed, now, faults }: EstateOptions,
): (account: Account) => Estate {
  const organisation = wholeEstate(topology, faults.control, now)
  const lastSite = once(() => siteEstate(organisation, now))
  const otherOrganisation = once(() =>
    wholeEstate(assembleTopology([southbank], `${seed} southbank`), faults.control, now),
  )
  return ({ sees }) => {
    if (sees === 'organisation') return organisation
    return sees === 'last site' ? lastSite() : otherOrganisation()
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function wholeEstate(topology: Topology, control: Control, now: () => number): Estate {
  const people = createPeople(topology, control)
  return { topology, people, root: rootOf(topology, people, now) }
}

/** The last site of an estate, with the same people. */
function siteEstate({ topology, people }: Estate, now: () => number): Estate {
  const part = cutToSites(topology, topology.sites.slice(-1))
  return { topology: part, people, root: rootOf(part, people, now) }
}

function rootOf(topology: Topology, people: People, now: () => number): object {
  const devices = createDeviceViews(people.presence, now)
  return createRoot(topology, createPlaceViews(topology, devices), devices)
}

/** Tags belong to the organisation, but an account sees only those that something in its sites carries. */
function cutToSites(topology: Topology, sites: Site[]): Topology {
  const buildings = sites.flatMap((site) => site.buildings)
  const floors = buildings.flatMap((building) => building.floors)
  const isHere = (carrier: Tag['floors'][number]) => floors.includes(carrier)
  const tags = topology.tags
    .map((tag) => ({
      ...tag,
      floors: tag.floors.filter(isHere),
      rooms: tag.rooms.filter(({ floor }) => isHere(floor)),
      zones: tag.zones.filter(({ room }) => isHere(room.floor)),
    }))
    .filter((tag) => tag.floors.length + tag.rooms.length + tag.zones.length > 0)
  return {
    organisationId: topology.organisationId,
    sites,
    buildings,
    floors,
    rooms: floors.flatMap(({ rooms }) => rooms),
    zones: floors.flatMap(({ zones }) => zones),
    sensors: floors.flatMap(({ sensors }) => sensors),
    hives: floors.flatMap(({ hives }) => hives),
    tags,
  }
}
