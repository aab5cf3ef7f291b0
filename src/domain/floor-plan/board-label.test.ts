import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardLabelText } from './board-label-candidates.ts'
import { layOutBoardLabel, type BoardLabel, scaleBoardLabels } from './board-label.ts'
import { measureText } from './text-measure.ts'
import { layOutBoardFloor } from './board-floor.ts'

/** Font sizes for a 55-inch screen at a distance of 3 m. */
const sizes = { name: 35.2, least: 28.2, figure: 80 }
const box = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height })
const maple: BoardLabelText = {
  name: 'Maple',
  figure: '6',
  capacity: '10',
  word: 'In use',
  note: null,
}
const suite = { ...maple, name: 'Client Presentation Suite' }

const summarizeLabel = (label: BoardLabel | null) => ({
  name: label?.name?.lines.map(({ text }) => text) ?? null,
  size: label?.name?.size ?? null,
  figure: label?.figure?.size ?? null,
  capacity: typeof label?.figure?.capacitySize === 'number',
  word: (label?.word ?? null) !== null,
})
const labelIn = (words: BoardLabelText, width: number, height: number) =>
  summarizeLabel(layOutBoardLabel(words, box(width, height), sizes))

test('shows name, large number, capacity, and state as icon and label in a spacious room', () => {
  expect(labelIn(maple, 214, 210)).toEqual({
    name: ['Maple'],
    size: 35.2,
    figure: 80,
    capacity: true,
    word: true,
  })
})

test('as its room gets smaller, a long name wraps to two lines, then shrinks, then is truncated', () => {
  expect(labelIn(suite, 500, 210).name).toEqual(['Client Presentation Suite'])
  expect(labelIn(suite, 370, 240)).toMatchObject({
    name: ['Client', 'Presentation Suite'],
    size: 35.2,
  })
  expect(labelIn(suite, 310, 240)).toMatchObject({
    name: ['Client', 'Presentation Suite'],
    size: 28.2,
  })
  expect(labelIn(suite, 190, 240)).toMatchObject({ name: ['Client', 'Presenta…'], size: 28.2 })
})

test('hyphenates a long German word before truncating it', () => {
  const room = { ...maple, name: 'Geschäftsführungsbesprechung' }
  expect(labelIn(room, 400, 240)).toMatchObject({
    name: ['Geschäftsfüh-', 'rungsbesprechung'],
    size: 35.2,
  })
  expect(labelIn(room, 250, 240).name).toEqual(['Geschäftsfüh-', 'rungsbespre…'])
})

test('a small room drops the state label first, then the name', () => {
  expect(labelIn(maple, 170, 100)).toMatchObject({ name: ['Maple'], word: false })
  expect(labelIn(maple, 120, 60)).toMatchObject({ name: null, word: false })
  expect(layOutBoardLabel(maple, box(30, 20), sizes)).toBeNull()
})

test('truncates Chinese and Arabic names like Latin ones', () => {
  const shown = (name: string) => labelIn({ ...maple, name }, 150, 160).name
  expect(shown('Konferenzraum Ost')).toEqual(expect.arrayContaining([expect.stringContaining('…')]))
  for (const name of ['会议室三号楼东侧第二会议中心', 'غرفةالاجتماعات الكبرى']) {
    expect(shown(name)).toEqual(expect.arrayContaining([expect.stringMatching(/^.{2,}/u)]))
  }
})

test('a private room never shows a number', () => {
  const booth = { ...maple, name: 'Booth 1', figure: null, capacity: null }
  expect(labelIn(booth, 190, 210)).toEqual({
    name: ['Booth 1'],
    size: 35.2,
    figure: null,
    capacity: false,
    word: true,
  })
})

test('shows the note about a missing sensor only when there is space', () => {
  const hazel = { ...maple, figure: '2+', note: '1 of 2 sensors' }
  expect(layOutBoardLabel(hazel, box(260, 260), sizes)?.note?.text).toBe('1 of 2 sensors')
  expect(layOutBoardLabel(hazel, box(200, 210), sizes)?.note).toBeNull()
})

const names = fc.constantFrom(
  'Oak',
  'Maple',
  'Client Presentation Suite',
  'Vorstandsbesprechungszimmer',
  'Room 4.12',
  '会议室',
)
const words = fc.record({
  name: names,
  figure: fc.constantFrom(null, '0', '12', '7+', '1,204'),
  capacity: fc.constantFrom(null, '4', '12', '1,500'),
  word: fc.constantFrom('Free', 'In use', 'No data', '9 min old', '120 over'),
  note: fc.constantFrom(null, '1 of 2 sensors'),
})
const boxes = fc
  .tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }))
  .map(([width, height]) => box(width, height))
/** Returns font sizes for a viewing distance of `times` the base distance. */
const sizesAt = (times: number) => ({
  name: 35.2 * times,
  least: 28.2 * times,
  figure: 80 * times,
})
const distances = fc.double({ min: 0.3, max: 4, noNaN: true })

test('keeps every part inside the room, without overlaps or text below the smallest size', () => {
  fc.assert(
    fc.property(words, boxes, distances, (all, room, times) => {
      const fontSizes = sizesAt(times)
      const label = layOutBoardLabel(all, room, fontSizes)
      if (label === null) return
      const parts = partsOf(all, label)
      for (const part of parts) {
        expect(part.left).toBeGreaterThanOrEqual(room.left)
        expect(part.right).toBeLessThanOrEqual(room.right)
        expect(part.top).toBeGreaterThanOrEqual(room.top)
        expect(part.bottom).toBeLessThanOrEqual(room.bottom)
        if (part.size !== null) expect(part.size).toBeGreaterThanOrEqual(fontSizes.least)
      }
      for (const [index, part] of parts.entries()) {
        for (const other of parts.slice(index + 1)) expect(overlap(part, other)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

test('the layout does not change with the occupancy', () => {
  const places = (label: BoardLabel | null | undefined) => [
    label?.name,
    label?.figure,
    label?.word?.y,
  ]
  const everyState = [
    { figure: '0', word: 'Free' },
    { figure: '6', word: 'In use' },
    { figure: '10', word: 'Full' },
    { figure: '12', word: '2 over' },
    { figure: '3', word: 'No data' },
  ]
  fc.assert(
    fc.property(names, boxes, (name, room) => {
      const [first, ...others] = everyState.map((state) =>
        layOutBoardLabel({ name, capacity: '10', note: null, ...state }, room, sizes),
      )
      for (const other of others) expect(places(other)).toEqual(places(first))
    }),
  )
})

test('a label never shows more parts at a greater viewing distance', () => {
  fc.assert(
    fc.property(words, boxes, distances, distances, (all, room, one, other) => {
      const parts = (times: number) => {
        const label = layOutBoardLabel(all, room, sizesAt(times))
        return [label?.name, label?.figure, label?.shape ?? label?.word].filter(Boolean).length
      }
      expect(parts(Math.max(one, other))).toBeLessThanOrEqual(parts(Math.min(one, other)))
    }),
  )
})

/** Returns the area of each part. The height of text is that of its capitals. */
function partsOf(all: BoardLabelText, { x, name, note, figure, shape, word }: BoardLabel) {
  const line = (text: string, left: number, y: number, size: number) => ({
    left,
    right: left + measureText(text, size),
    top: y - 0.727 * size,
    bottom: y,
    size,
  })
  const digits = (size: number) => (all.figure ?? '').length * 0.615 * size
  return [
    ...(name?.lines ?? []).map(({ text, y }) => line(text, x, y, name?.size ?? 0)),
    note && line(note.text, x, note.y, note.size),
    figure && { ...line('', x, figure.y, figure.size), right: x + digits(figure.size) },
    figure?.capacitySize &&
      line(
        `/${all.capacity}`,
        x + digits(figure.size) + 0.08 * figure.size,
        figure.y,
        figure.capacitySize,
      ),
    word && line(all.word, word.x, word.y, word.size),
    shape && {
      left: shape.x,
      right: shape.x + shape.side,
      top: shape.y,
      bottom: shape.y + shape.side,
      size: null,
    },
  ].flatMap((part) => part || [])
}

type Part = Pick<ReturnType<typeof partsOf>[number], 'left' | 'right' | 'top' | 'bottom'>

function overlap(a: Part, b: Part): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

const baseSizes = { name: 35.2, least: 28.2, figure: 80 }
const space = { width: 1696, height: 720 }

const sizesForRooms = (count: number, name = 'Maple') => {
  const rooms = Array.from({ length: count }, (_, index) => ({
    id: `r${index}`,
    name,
    capacity: 10,
    isPrivate: false,
  }))
  const drawn = rooms.map(({ id }, index) => ({
    id,
    outline: [
      [5 * index, 0],
      [5 * index + 5, 0],
      [5 * index + 5, 7],
      [5 * index, 7],
    ] as const,
    rotation: 0,
  }))
  const floor = layOutBoardFloor(drawn, space)
  return floor && scaleBoardLabels(rooms, floor, baseSizes)
}

test('enlarges all text equally on a floor with few rooms', () => {
  expect(sizesForRooms(3)?.name).toBeCloseTo(52.8)
  expect(sizesForRooms(3)?.figure).toBeCloseTo(120)
  expect(sizesForRooms(8)).toEqual(baseSizes)
})

test('does not enlarge text when the label of one room would no longer fit in full', () => {
  expect(sizesForRooms(4, 'Vorstandsbesprechungszimmer')).toEqual(baseSizes)
})
