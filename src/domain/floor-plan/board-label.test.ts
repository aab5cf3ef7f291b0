import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BoardLabelSizes } from './board-label-parts.ts'
import { layOutBoardLabel, type BoardLabel, type BoardLabelText } from './board-label.ts'
import type { Box } from './geometry.ts'
import { measureText } from './text-measure.ts'

/** Sizes of a plan on a 55-inch screen that is viewed from 3 m, in thousandths of the screen's shorter side. */
const sizes: BoardLabelSizes = {
  form: 'below',
  name: 35.2,
  figure: 53,
  text: 28.4,
  capacity: 28.4,
  least: 28.4,
}
const beside: BoardLabelSizes = { ...sizes, form: 'beside', name: 30, figure: 46 }

const box = (width: number, height: number): Box => ({
  left: 10,
  top: 20,
  right: 10 + width,
  bottom: 20 + height,
})
const maple: BoardLabelText = {
  name: 'Maple',
  widestFigure: '88',
  limit: '6',
  figure: '2',
  word: 'In use',
  shortWord: 'In use',
  note: null,
}

function shownIn(text: BoardLabelText, width: number, height: number, some = sizes) {
  const label = layOutBoardLabel(text, box(width, height), some)
  return {
    name: label?.name?.lines.map((line) => line.text) ?? null,
    nameSize: label?.name?.size ?? null,
    figure: label?.figure?.size ?? null,
    capacity: (label?.figure?.capacitySize ?? null) !== null,
    shape: (label?.shape ?? null) !== null,
    word: label?.word?.text ?? null,
  }
}

test('shows everything in a large room', () => {
  expect(shownIn(maple, 300, 240)).toEqual({
    name: ['Maple'],
    nameSize: 35.2,
    figure: 53,
    capacity: true,
    shape: true,
    word: 'In use',
  })
})

test('in a narrow room, keeps the number and the status icon, and shows the name in the smallest size', () => {
  expect(shownIn({ ...maple, name: 'Jay' }, 84, 190)).toMatchObject({
    name: ['Jay'],
    figure: 53,
    capacity: false,
    shape: true,
    word: null,
  })
  expect(shownIn({ ...maple, name: 'Treecreeper' }, 204, 190)).toMatchObject({
    name: ['Treecreeper'],
    nameSize: 28.4,
    capacity: true,
  })
})

test('leaves out a name that does not fit instead of truncating it', () => {
  expect(shownIn({ ...maple, name: 'Goldcrest' }, 84, 190)).toMatchObject({
    name: null,
    figure: 53,
    shape: true,
  })
  expect(shownIn({ ...maple, name: 'Vorstandsbesprechungszimmer' }, 300, 240).name).toBeNull()
})

test('breaks a name between words if the room is tall enough', () => {
  const suite = { ...maple, name: 'Client Presentation Suite' }
  expect(shownIn(suite, 330, 240)).toMatchObject({
    name: ['Client', 'Presentation Suite'],
    nameSize: 28.4,
  })
  expect(shownIn(suite, 330, 150).name).toBeNull()
})

test('with the state beside the number, centres the status icon on the number, on the right side of the room', () => {
  const label = layOutBoardLabel({ ...maple, name: 'Lark' }, box(188, 92), beside)
  expect(label?.name?.lines).toHaveLength(1)
  expect(label?.figure?.size).toBe(46)
  expect(label?.figure?.capacitySize).toBe(28.4)
  const figureMiddle = (label?.figure?.y ?? 0) - (0.727 * 46) / 2
  const { y = 0, side = 0, x = 0 } = label?.shape ?? {}
  expect(y + side / 2).toBeCloseTo(figureMiddle, 5)
  expect(x + side).toBeGreaterThan(180)
})

test('shows only the number in a very small room, and neither number nor status icon in a smaller room', () => {
  expect(shownIn(maple, 75, 50)).toMatchObject({ figure: 28.4, shape: false })
  expect(shownIn(maple, 40, 20)).toMatchObject({ figure: null, shape: false })
})

test('shrinks a number with more digits than expected, and leaves out its capacity', () => {
  const crowded = { ...maple, figure: '131+', word: '125+ over', shortWord: 'Over' }
  const shown = shownIn(crowded, 170, 190)
  expect(shown).toMatchObject({ capacity: false, word: 'Over' })
  expect(shown.figure).toBeLessThanOrEqual(53)
  expect(shown.figure).toBeGreaterThanOrEqual(28.4)
})

test('shows a status icon and a word in a private room, but no number', () => {
  const booth = { ...maple, name: 'Booth 1', widestFigure: null, limit: null, figure: '' }
  for (const some of [sizes, beside]) {
    expect(shownIn(booth, 190, 190, some)).toMatchObject({
      name: ['Booth 1'],
      figure: null,
      shape: true,
      word: 'In use',
    })
  }
})

test('shows the note about a missing sensor only when there is space', () => {
  const hazel = { ...maple, figure: '2+', note: '1 of 2 sensors' }
  expect(layOutBoardLabel(hazel, box(260, 290), sizes)?.note?.text).toBe('1 of 2 sensors')
  expect(layOutBoardLabel(hazel, box(200, 190), sizes)?.note).toBeNull()
})

const texts = fc.record({
  name: fc.constantFrom('Oak', 'Maple', 'Client Presentation Suite', 'Room 4.12', '会议室'),
  widestFigure: fc.constantFrom('88', '888', '8,888', null),
  limit: fc.constantFrom(null, '4', '12', '1,500'),
  figure: fc.constantFrom('', '0', '12', '7+', '131+'),
  word: fc.constantFrom('Free', 'In use', 'No data', '9 min old', '120 over'),
  shortWord: fc.constantFrom('Free', 'Over'),
  note: fc.constantFrom(null, '1 of 2 sensors'),
})
const boxes = fc
  .tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 700 }))
  .map(([width, height]) => box(width, height))
const someSizes = fc
  .record({
    form: fc.constantFrom('below' as const, 'beside' as const),
    times: fc.double({ min: 0.3, max: 4, noNaN: true }),
    name: fc.double({ min: 1, max: 2.4, noNaN: true }),
    figure: fc.double({ min: 1, max: 5, noNaN: true }),
  })
  .map(({ form, times, name, figure }): BoardLabelSizes => {
    const least = 28.4 * times
    const capacity = Math.max(1, 0.45 * figure) * least
    return { form, least, name: name * least, figure: figure * least, text: least, capacity }
  })

test('keeps every part inside the room, without overlaps or text below the smallest size', () => {
  fc.assert(
    fc.property(texts, boxes, someSizes, (all, room, some) => {
      const label = layOutBoardLabel(all, room, some)
      if (label === null) return
      const parts = partsOf(all, label)
      for (const part of parts) {
        expect(part.left).toBeGreaterThanOrEqual(room.left - 1e-6)
        expect(part.right).toBeLessThanOrEqual(room.right + 1e-6)
        expect(part.top).toBeGreaterThanOrEqual(room.top - 1e-6)
        expect(part.bottom).toBeLessThanOrEqual(room.bottom + 1e-6)
        if (part.size !== null) expect(part.size).toBeGreaterThanOrEqual(some.least - 1e-6)
      }
      for (const [index, part] of parts.entries()) {
        for (const other of parts.slice(index + 1)) expect(overlap(part, other)).toBe(false)
      }
    }),
    { numRuns: 500 },
  )
})

test('shows whole names or none', () => {
  fc.assert(
    fc.property(texts, boxes, someSizes, (all, room, some) => {
      const lines = layOutBoardLabel(all, room, some)?.name?.lines ?? []
      const letters = (words: string) => words.replace(/\s/g, '')
      const shown = lines.map((line) => line.text).join('')
      expect(['', letters(all.name)]).toContain(letters(shown))
    }),
  )
})

test('keeps the layout when the occupancy changes', () => {
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
    { figure: '', word: 'No data' },
  ]
  fc.assert(
    fc.property(texts, boxes, someSizes, (all, room, some) => {
      const [first, ...others] = everyState.map((state) =>
        layOutBoardLabel(
          { ...all, widestFigure: '88', ...state, shortWord: state.word },
          room,
          some,
        ),
      )
      for (const other of others) expect(places(other)).toEqual(places(first))
    }),
  )
})

/** Returns the area of each part. The height of text is the height of its capitals. */
function partsOf(all: BoardLabelText, { x, name, note, figure, shape, word }: BoardLabel) {
  const line = (text: string, left: number, y: number, size: number) => ({
    left,
    right: left + measureText(text, size),
    top: y - 0.727 * size,
    bottom: y,
    size,
  })
  const nameLine = (part: ReturnType<typeof line>, text: string) => ({
    ...part,
    right: part.right - 0.012 * text.length * part.size,
  })
  const digits = (size: number) => (measureText(all.figure, 1) - 0.035 * all.figure.length) * size
  return [
    ...(name?.lines ?? []).map(({ text, y }) => nameLine(line(text, x, y, name?.size ?? 0), text)),
    note && line(note.text, x, note.y, note.size),
    figure && { ...line('', x, figure.y, figure.size), right: x + digits(figure.size) },
    figure?.capacitySize &&
      line(
        `/${all.limit}`,
        x + digits(figure.size) + 0.08 * figure.size,
        figure.y,
        figure.capacitySize,
      ),
    word && line(word.text, word.x, word.y, word.size),
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
  const slack = 1e-6
  return (
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack
  )
}
