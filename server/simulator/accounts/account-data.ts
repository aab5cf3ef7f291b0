import type { Account } from './accounts.ts'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { southbank } from '#server/simulator/building/demo-sites.ts'
import type { FaultPlan } from '#server/simulator/faults/fault-plan.ts'
import {
  createSensorSimulation,
  type SensorSimulation,
  type SensorOverrides,
} from '#server/simulator/people/sensor-simulation.ts'
import type { Site, Tag, Topology } from '#server/simulator/building/topology.ts'
import { createDeviceResolvers } from '#server/simulator/topology/device-resolvers.ts'
import { createPlaceResolvers } from '#server/simulator/topology/place-resolvers.ts'
import { createRootValue } from '#server/simulator/topology/graphql-api.ts'

/** The data of an account: its topology, its simulated sensors, and the root value for its GraphQL queries. */
type AccountData = { topology: Topology; simulation: SensorSimulation; rootValue: object }

type AccountDataOptions = {
  seed: string
  /** Returns the time in Unix milliseconds. */
  now: () => number
  faults: Pick<FaultPlan, 'control'>
}

/** Returns a function that maps an account to its data, which is created on first use except for the demo account. */
export function createAccountDataProvider(
  topology: Topology,
  { seed, now, faults }: AccountDataOptions,
): (account: Account) => AccountData {
  const organisation = organisationData(topology, faults.control, now)
  const lastSite = lazy(() => lastSiteData(organisation, now))
  const otherOrganisation = lazy(() =>
    organisationData(assembleTopology([southbank], `${seed} southbank`), faults.control, now),
  )
  return ({ visibility }) => {
    if (visibility === 'organisation') return organisation
    return visibility === 'last site' ? lastSite() : otherOrganisation()
  }
}

function lazy<T>(create: () => T): () => T {
  let cached: { value: T } | null = null
  return () => {
    cached ??= { value: create() }
    return cached.value
  }
}

function organisationData(
  topology: Topology,
  control: SensorOverrides,
  now: () => number,
): AccountData {
  const simulation = createSensorSimulation(topology, control)
  return { topology, simulation, rootValue: buildRootValue(topology, simulation, now) }
}

/** Restricts the data to the last site of an organisation, with the same simulated people. */
function lastSiteData({ topology, simulation }: AccountData, now: () => number): AccountData {
  const visibleTopology = filterTopologyBySites(topology, topology.sites.slice(-1))
  return {
    topology: visibleTopology,
    simulation,
    rootValue: buildRootValue(visibleTopology, simulation, now),
  }
}

function buildRootValue(
  topology: Topology,
  simulation: SensorSimulation,
  now: () => number,
): object {
  const devices = createDeviceResolvers(simulation.presence, now)
  return createRootValue(topology, createPlaceResolvers(topology, devices), devices)
}

/** Restricts a topology to some sites. Includes a tag only if a floor, room or zone of those sites has it. */
function filterTopologyBySites(topology: Topology, sites: Site[]): Topology {
  const buildings = sites.flatMap((site) => site.buildings)
  const floors = buildings.flatMap((building) => building.floors)
  const isIncluded = (carrier: Tag['floors'][number]) => floors.includes(carrier)
  const tags = topology.tags
    .map((tag) => ({
      ...tag,
      floors: tag.floors.filter(isIncluded),
      rooms: tag.rooms.filter(({ floor }) => isIncluded(floor)),
      zones: tag.zones.filter(({ room }) => isIncluded(room.floor)),
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
