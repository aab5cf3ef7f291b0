import * as v from 'valibot'
import { expect, test } from 'vitest'
import { PlacesResponse, SensorsResponse } from '#src/contract/topology.ts'
import { toHistoryBuildings } from './history-buildings.ts'

const sensors = v.parse(SensorsResponse, { sensors: [], hives: [], missing: [], asOf: 0 })

function places(buildings: readonly string[], rooms: readonly string[]): PlacesResponse {
  const floors = (building: string) => [
    { id: `${building}-floor`, rooms: rooms.map((id) => ({ id: `${building}-${id}` })) },
  ]
  const sites = [{ id: 'site', buildings: buildings.map((id) => ({ id, floors: floors(id) })) }]
  return v.parse(PlacesResponse, { sites, missing: [], asOf: 0 })
}

test('the order of locations in a response does not change the topology', () => {
  const one = toHistoryBuildings(places(['a', 'b'], ['oak', 'elm']), sensors, null)
  expect(one.flatMap(({ rooms }) => rooms)).toHaveLength(4)
  expect(toHistoryBuildings(places(['b', 'a'], ['elm', 'oak']), sensors, null)).toEqual(one)
})
