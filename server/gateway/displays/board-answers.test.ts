import { boardDraft } from '#src/testing/fixtures.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Board } from '#src/contract/board.ts'
import { DisplayReadingsResponse } from '#src/contract/display.ts'
import { createAnswerReader } from '#server/gateway/butlr/answer-reader.ts'
import { toReadingColumns } from '#server/gateway/butlr/reading-columns.ts'
import { createBoardAnswers } from './board-answers.ts'

const board: Board = { ...boardDraft, id: 'board', revision: 1, logo: null }
const { read, runOnTexts } = createAnswerReader(null)
const encode = (value: unknown) => [new TextEncoder().encode(JSON.stringify(value))]
const placesOf = async (name: string) => {
  const floors = [{ id: 'f1', rooms: [{ id: 'r1', name }] }]
  const site = { id: 's1', timezone: 'Asia/Almaty', buildings: [{ id: 'b1', floors }] }
  const sites = { data: [site] }
  const decode = read({ kind: 'topology', document: 'places', asOf: 1 })
  return (await decode(encode({ data: { sites } }), new AbortController().signal)).document
}
const known = {
  board,
  excludedRooms: [],
  places: await placesOf('Maple'),
  sensors: null,
  overrides: null,
}
const countsAt = (last: number, at: number) => {
  return { at, readings: toReadingColumns({ r1: { a: { last } } }), incomplete: false }
}

test('filters and compresses a response from Butlr once per board for any number of displays', async () => {
  const answers = createBoardAnswers('v1', runOnTexts)
  const kept = countsAt(1, 1)
  const bodyOf = async (state: typeof known) => (await answers.readings(state, kept)).body
  const made = new Set(await Promise.all(Array.from({ length: 200 }, () => bodyOf(known))))
  expect(made.size).toBe(1)
  made.add(await bodyOf({ ...known, board: { ...board, id: 'other' } }))
  made.add(await bodyOf(known))
  expect(made.size).toBe(2)
})

test('the tag of readings changes if and only if a count, the board or its locations change', async () => {
  const answers = createBoardAnswers('v1', runOnTexts)
  const of = async (last: number, at: number, change = {}) =>
    (await answers.readings({ ...known, ...change }, countsAt(last, at))).body.tag
  expect(await of(1, 2)).toBe(await of(1, 7))
  expect(await of(2, 8)).not.toBe(await of(1, 9))
  const renamed = { board: { ...board, revision: 2, name: 'B' } }
  expect(await of(1, 9, renamed)).not.toBe(await of(1, 9))
  expect(await of(1, 9, { places: await placesOf('Oak') })).not.toBe(await of(1, 9))
})

test('builds a board again after a failure', async () => {
  let failures = 1
  const answers = createBoardAnswers('v1', async (task, texts, signal) => {
    if (failures > 0) {
      failures -= 1
      throw new Error('no thread')
    }
    return runOnTexts(task, texts, signal)
  })
  await expect(answers.board(known)).rejects.toMatchObject({ code: 'upstream_unreachable' })
  expect((await answers.board(known)).jsonTag).not.toBe('')
})

test('returns the time zones of a board’s sites; overrides take precedence', async () => {
  const answers = createBoardAnswers('v1', runOnTexts)
  expect((await answers.board(known)).timeZones).toEqual(['Asia/Almaty'])
  const overrides = { sites: { s1: { timezone: ' Asia/Tokyo' }, s2: { timezone: 'UTC' } } }
  expect((await answers.board({ ...known, overrides })).timeZones).toEqual(['Asia/Tokyo'])
})

test('computes a board once for its JSON and its counts', async () => {
  let tasks = 0
  const answers = createBoardAnswers('v1', (task, texts, signal) => {
    tasks += 1
    return runOnTexts(task, texts, signal)
  })
  const [first] = await Promise.all([answers.board(known), answers.readings(known, countsAt(1, 1))])
  expect(await answers.board(known)).toBe(first)
  expect(tasks).toBe(1)
  await answers.board({ ...known, board: { ...board, revision: 2 } })
  expect(tasks).toBe(2)
})

test('sends usual occupancy only to boards that show usual occupancy and exact counts', async () => {
  const rooms = ['r1', 'hidden'].map((room) => ({
    room,
    days: 8,
    usual: { lower: 4, median: 6, upper: 9 },
    averages: [],
  }))
  const hours = { from: 0, to: 3_600_000 }
  const group = { ...hours, timeZone: 'Asia/Almaty', weekday: 0, isOpenDay: true, rooms }
  const people = { groups: [group] }
  let latest: typeof people | null = null
  const answers = createBoardAnswers('v1', runOnTexts, () => latest)
  const overrides = { rooms: { hidden: { hidden: true } } }
  const usualOf = async (change: Partial<Board>) => {
    const state = { ...known, overrides, board: { ...board, ...change } }
    const { body } = await answers.readings(state, countsAt(1, 1))
    return v.parse(DisplayReadingsResponse, await new Response(body.content).json()).usual
  }
  expect(await usualOf({ usual: true, revision: 2 })).toBeUndefined()
  latest = people
  expect(await usualOf({ usual: true, revision: 2 })).toEqual([
    { ...hours, rooms: [{ room: 'r1', lower: 4, upper: 9 }] },
  ])
  expect(await usualOf({ usual: false, revision: 3 })).toBeUndefined()
  const privacy = 'small-rooms-in-words'
  expect(await usualOf({ usual: true, privacy, revision: 4 })).toBeUndefined()
})
