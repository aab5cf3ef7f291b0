import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import type { Board } from '#src/contract/board.ts'
import { createBoardAnswers } from './board-answers.ts'

const board: Board = { ...boardDraft, id: 'board', revision: 1 }
const room = { id: 'r1', name: 'Maple' }
const floor = { id: 'f1', rooms: [room] }
const places = JSON.stringify({
  sites: [{ id: 's1', buildings: [{ id: 'b1', floors: [floor] }] }],
  missing: [],
  asOf: 1,
})
const sensors = JSON.stringify({ sensors: [], hives: [], missing: [], asOf: 1 })
const known = { board, places, sensors, overrides: null }

test('filters and compresses a response from Butlr once per board for any number of displays', () => {
  const answers = createBoardAnswers('v1')
  const kept = { at: 1, readings: { r1: { a: { last: 1 } } }, incomplete: false }
  const made = new Set(Array.from({ length: 200 }, () => answers.readings(known, kept).body))
  expect(made.size).toBe(1)
  const other = { ...known, board: { ...board, id: 'other' } }
  made.add(answers.readings(other, kept).body)
  made.add(answers.readings(known, kept).body)
  expect(made.size).toBe(2)
})

test('changes the tag only if a count, the board or its locations change', () => {
  const answers = createBoardAnswers('v1')
  const of = (last: number, at: number, change = {}) =>
    answers.readings(
      { ...known, ...change },
      { at, readings: { r1: { a: { last } } }, incomplete: false },
    ).body.tag
  expect(of(1, 2)).toBe(of(1, 7))
  expect(of(2, 8)).not.toBe(of(1, 9))
  expect(of(1, 9, { board: { ...board, revision: 2, name: 'B' } })).not.toBe(of(1, 9))
  expect(of(1, 9, { places: places.replace('Maple', 'Oak') })).not.toBe(of(1, 9))
})
