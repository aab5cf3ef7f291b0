import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardDraft, makeTopology } from '#src/testing/fixtures.ts'
import { smallRoomsFloor } from '#src/testing/small-rooms-floor.ts'
import { fitPlanLabels, layOutRoomLabel } from './plan-labels.ts'
import { layOutPlan } from './plan-layout.ts'

const board: BoardDraft = { ...boardDraft, layout: 'plan' }
const topology = makeTopology({
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f', name: 'Floor 1', buildingId: 'b', level: 1 }],
  rooms: smallRoomsFloor('f'),
})
const inUse = { figure: '3', word: 'In use', shortWord: 'In use', note: null }

test('lays out a room’s label again only when its text changes', () => {
  const layout = layOutPlan(board, topology, 'f')
  if (layout === null) throw new Error('expected a plan')
  const { rooms, sizes } = fitPlanLabels(board, layout, topology.rooms)
  const [reserved, place] = [rooms.get('Treecreeper'), layout.floor.rooms.get('Treecreeper')]
  if (reserved === undefined || place === undefined) throw new Error('expected a room')
  const label = (texts: typeof inUse) => layOutRoomLabel(texts, reserved, place, sizes)
  const first = label(inUse)
  expect(first?.word?.text).toBe('In use')
  expect(label({ ...inUse })).toBe(first)
  const full = { ...inUse, word: 'Full', shortWord: 'Full' }
  expect(label(full)?.word?.text).toBe('Full')
  expect(label(inUse)).toEqual(first)
})
