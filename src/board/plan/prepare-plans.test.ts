import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardDraft, makeTopology } from '#src/testing/fixtures.ts'
import { smallRoomsFloor } from '#src/testing/small-rooms-floor.ts'
import { knownPlanLabels } from './plan-labels.ts'
import { isPlanLaidOut, layOutPlan } from './plan-layout.ts'
import { preparePlans } from './prepare-plans.ts'

const board: BoardDraft = { ...boardDraft, layout: 'plan' }
const floorIds = ['f2', 'f1']
const topology = makeTopology({
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: floorIds.map((id, level) => ({ id, name: id, buildingId: 'b', level })),
  rooms: floorIds.flatMap((floorId) =>
    smallRoomsFloor(floorId).map((room) => ({ ...room, id: `${floorId} ${room.id}` })),
  ),
})

test('lays out all floors and their labels in many short steps, each only once', () => {
  const count = () => {
    const steps = preparePlans(board, topology)
    let taken = 0
    while (steps.next().done !== true) taken += 1
    return taken
  }
  expect(count()).toBeGreaterThan(2 * 12)
  for (const id of floorIds) {
    expect(isPlanLaidOut(board, topology, id)).toBe(true)
    const layout = layOutPlan(board, topology, id)
    expect(layout && knownPlanLabels(layout)?.rooms.size).toBe(48)
  }
  expect(count()).toBe(0)
})
