import { writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { graphqlList, type Simulator } from '../servers.ts'

/** A room for the screenshots. `capacity` is null if unknown, and `people` is the sum of two sensors. */
export type PicturedRoom = { name: string; capacity: number | null; people: number }

const names =
  'Alder,Ash,Aspen,Atelier,Beech,Birch,Booth 1.1,Booth 1.2,Canteen,Cedar,Client Suite,Desks East,Desks North,Elm,Hazel,' +
  'Juniper,Kitchen,Larch,Library,Linden,Maple,Mistral,Nook,Oak,Pine,Project Room,Quiet Room,Reception,Rowan,Skyline,' +
  'Spruce,Studio,Summit,Training 1.1,Willow,Workshop,Yew,Physiotherapy gym,Geschäftszimmer,Board Room'
const capacities = [8, 16, 4, 12, 6, 10, 1, 2, 60, 12, 24, 36, 40, 8, 6, 14, 2, 30, 16, 6]
/** Shares of the capacity that are occupied, for a typical mix of free, in use, busy and full rooms. */
const shares = [0.5, 0.9, 0, 0.4, 0, 0.6, 1, 0, 0.3, 0, 0.5, 0]

/** Returns the rooms of a typical office. One is over capacity, and one in forty has no capacity. */
export function usualRooms(count: number): PicturedRoom[] {
  const list = names.split(',')
  return Array.from({ length: count }, (_, index) => {
    const round = Math.floor(index / list.length)
    const name = `${list[index % list.length]}${round === 0 ? '' : ` ${round + 1}`}`
    const capacity = capacities[index % capacities.length] ?? 8
    const share = shares[index % shares.length] ?? 0
    const people = index === 1 ? capacity + 3 : Math.ceil(share * capacity)
    return { name, capacity: index % list.length === 27 ? null : capacity, people }
  })
}

/** Rooms with long names or large numbers, three of which are over capacity. */
export const unusualRooms: readonly PicturedRoom[] = [
  { name: 'Geschäftsführungs\u00adbesprechungszimmer', capacity: 10, people: 14 },
  { name: 'Auditorium', capacity: 120, people: 131 },
  { name: 'Atrium and exhibition hall', capacity: 1500, people: 1248 },
  { name: 'Booth 1', capacity: 1, people: 1 },
  { name: 'Client Presentation Suite North', capacity: 24, people: 0 },
  { name: 'Station Concourse', capacity: null, people: 2316 },
  { name: 'Jugendbegegnungs\u00adstätte', capacity: 40, people: 0 },
  { name: 'Booth 2', capacity: 2, people: 0 },
  { name: 'Projekt\u00adkoordinierungs\u00adbüro', capacity: 12, people: 6 },
  { name: 'Physiotherapy gym', capacity: 14, people: 12 },
  { name: 'Canteen', capacity: 90, people: 88 },
  { name: 'Pine', capacity: 4, people: 9 },
]

const Places = v.object({
  data: v.object({
    floors: graphqlList({ id: v.string(), floorNumber: v.number() }),
    rooms: graphqlList({
      id: v.string(),
      name: v.string(),
      sensors: v.array(v.object({ mac_address: v.string(), mode: v.string() })),
    }),
  }),
})
const query =
  '{ floors { data { id floorNumber } } rooms { data { id name sensors { mac_address mode } } } }'

export type PicturedBuilding = {
  /** The ID of the middle floor. */
  middleFloor: string
  /** Silences one sensor of the second room, and all sensors of the ninth room. */
  silence: () => Promise<void>
}

/**
 * Sets the counts of the rooms in a simulated building, and writes an overrides file with their names and capacities.
 *
 * @param rooms one for each room of the building
 */
export async function furnish(
  simulator: Simulator,
  rooms: readonly PicturedRoom[],
  overridesPath: string,
): Promise<PicturedBuilding> {
  const answer = await fetch(`${simulator.url}/api/v3/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${simulator.token}`,
    },
    body: JSON.stringify({ query }),
  })
  const { floors, rooms: found } = v.parse(Places, await answer.json()).data
  const places = found.data.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const macs = places.map(({ sensors }) =>
    sensors.filter(({ mode }) => mode === 'presence').map(({ mac_address: mac }) => mac),
  )
  const counts = rooms.flatMap(({ people }, index) => {
    const [first = '', second = ''] = macs[index] ?? []
    return [
      [first, Math.ceil(people / 2)],
      [second, Math.floor(people / 2)],
    ] as const
  })
  await changeFaults(simulator, { override: Object.fromEntries(counts) })
  const ground = floors.data.find(({ floorNumber }) => floorNumber === 0)
  const overrides = {
    maximumSensorCount: 5_000,
    floors: ground === undefined ? {} : { [ground.id]: { name: 'Ground floor' } },
    rooms: Object.fromEntries(
      rooms.map(({ name, capacity }, index) => [places[index]?.id ?? '', { name, capacity }]),
    ),
  }
  await writeFile(overridesPath, JSON.stringify(overrides))
  const levels = floors.data.toSorted((a, b) => a.floorNumber - b.floorNumber)
  return {
    middleFloor: levels[Math.floor(levels.length / 2)]?.id ?? '',
    async silence() {
      const silent = [...(macs[1] ?? []).slice(1), ...(macs[8] ?? [])]
      await changeFaults(simulator, { silence: { macs: silent } })
    },
  }
}

async function changeFaults({ url }: Simulator, faults: object): Promise<void> {
  const answer = await fetch(`${url}/simulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  })
  if (!answer.ok) throw new Error(await answer.text())
}
