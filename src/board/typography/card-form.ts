import { largest, type CardForm, type CardSizes } from './board-fit.ts'
import { figureEm, stateEm, type CountedRoom, type MeasuredRooms } from './measured-rooms.ts'
import { countLines, type MeasuredName } from './name-lines.ts'
import type { Area, MinimumSizes } from './screen.ts'

/** Line height of names, in em. */
export const nameLine = 1.14
/** Line height of notes, in em. */
export const noteLine = 1.27
/** Line height of counts, in em. It is small because digits have no descenders. */
export const figureLine = 0.74
/** Distance from the baseline to the lower end of a thousands separator, in em. */
export const separatorDescent = 0.17
/** Distance from the baseline to the lower end of the slash before a capacity, in em. */
const slashDescent = 0.2
/** Smallest gap between a name's descenders and the count below it, in percent of the screen's shorter side. */
export const nameGap = 0.5
/**
 * Usual gap on cards with the state at the side, in em of the name. With a smaller gap, the count would be closer to the
 * second line of a name than that line is to the first.
 */
const usualNameGap = 0.22
/** Font size of the capacity, relative to the count beside it. */
export const capacityShare = 0.48
/** Gap before the capacity, in em. */
export const capacityGap = 0.14
/** Minimum gap between the parts of a line, in percent of the screen's shorter side. */
export const partGap = 1
/** Largest font size of names, relative to the smallest legible size. */
const maxNameGrowth = 2.4
/** Font size of notes, relative to names. */
const smallShare = 0.8
/** Largest font size of notes, relative to the smallest legible size. */
export const maxSmallGrowth = 1.5
/** Names grow only while counts are this many times larger, so that counts remain the most prominent text. */
const figureShares: Record<CardForm, number> = { side: 2.44, stack: 3.6, far: 1.3 }
/** Smallest font size of states, relative to names. */
const stateShares: Record<CardForm, number> = { side: 0.9, stack: 0.8, far: 0.8 }

function cardPadding(form: CardForm, name: number): CardSizes['padding'] {
  if (form === 'far') return { x: Math.max(2.2, 0.3 * name), top: 0.16 * name, bottom: 0.32 * name }
  const x = Math.max(2.2, 0.45 * name)
  return { x, top: 0.77 * x, bottom: 1.1 * x }
}

/** Returns the font size of notes, and of names that do not fit, for a font size of names. */
export function smallSize(name: number, least: number): number {
  return Math.max(least, Math.min(maxSmallGrowth * least, smallShare * name))
}

/**
 * Returns the smallest font size of counts.
 *
 * @param name smallest legible font size of names
 */
function minFigureSize(form: CardForm, name: number): number {
  return form === 'far' ? 1.25 * name : Math.min(2.44 * name, Math.max(8.2, 1.25 * name))
}

/** The room to fit if no room's count fits at the smallest sizes. */
const usualRoom: CountedRoom = {
  name: { width: 0, letters: 0, parts: [] },
  slot: figureEm('44'),
  hasSeparator: false,
  beside: 0,
  below: 0,
  state: stateEm('In use'),
}

/** Returns the rooms whose counts fit at the smallest sizes, or `usualRoom` if there are none. */
function usualCounts(
  form: CardForm,
  tile: Area,
  { counted }: MeasuredRooms,
  minimum: MinimumSizes,
): readonly CountedRoom[] {
  const least = minFigureSize(form, minimum.name)
  const usual = counted.filter(
    (room) => widthLimit(form, [room], tile, minimum.name, minimum.least) >= least,
  )
  return usual.length > 0 ? usual : [usualRoom]
}

/** Returns whether cards of this size are legible in a form, with two lines for each name. */
export function isFormPossible(
  form: CardForm,
  tile: Area,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): boolean {
  const counts = usualCounts(form, tile, rooms, minimum)
  const figure = figureLimit(form, tile, counts, 2, minimum.name, minimum, 0)
  return figure >= minFigureSize(form, minimum.name)
}

/**
 * Returns the largest sizes at which the rooms fit cards of this size, or null if no room fits. Rooms that do not fit
 * at the smallest sizes get a more compact layout later, so that they do not make the other rooms smaller.
 */
export function fitCardForm(
  form: CardForm,
  tile: Area,
  rooms: MeasuredRooms,
  minimum: MinimumSizes,
): CardSizes | null {
  if (!isFormPossible(form, tile, rooms, minimum)) return null
  const counts = usualCounts(form, tile, rooms, minimum)
  const usualNames = rooms.names.filter((name) => isNameWhole(form, name, tile, minimum.name))
  const sizesAt = (name: number) => sizeCards(form, tile, counts, usualNames, name, minimum)
  const name = largest(
    minimum.name,
    maxNameGrowth * minimum.name,
    (size) =>
      size <= minimum.name ||
      (usualNames.every((measured) => isNameWhole(form, measured, tile, size)) &&
        sizesAt(size).figure >= figureShares[form] * size),
  )
  return sizesAt(name ?? minimum.name)
}

function isNameWhole(form: CardForm, measured: MeasuredName, tile: Area, name: number): boolean {
  const inner = tile.width - 2 * cardPadding(form, name).x
  return countLines(measured, inner / name) <= (form === 'far' ? 1 : 2)
}

function sizeCards(
  form: CardForm,
  tile: Area,
  counts: readonly CountedRoom[],
  names: readonly MeasuredName[],
  name: number,
  minimum: MinimumSizes,
): CardSizes {
  const padding = cardPadding(form, name)
  const inner = tile.width - 2 * padding.x
  const lines = Math.max(1, ...names.map((measured) => countLines(measured, inner / name)))
  const gap = form === 'side' ? usualNameGap * name : nameGap
  const figure = figureLimit(form, tile, counts, lines, name, minimum, gap)
  return {
    form,
    name,
    figure,
    state: stateSize(form, inner, counts, figure, name, minimum.least),
    small: smallSize(name, minimum.least),
    padding,
    ...barSizes(form, counts, figure, name),
  }
}

/** Returns the height of the bar, and the gaps above and below the line of the state. */
function barSizes(
  form: CardForm,
  counts: readonly CountedRoom[],
  figure: number,
  name: number,
): Pick<CardSizes, 'bar' | 'gaps'> {
  if (form === 'far') return { bar: 0, gaps: { figure: 0, bar: 0 } }
  const bar = name > 6 ? 2.2 : 1.3
  const hasSeparator = counts.some((room) => room.hasSeparator)
  if (form === 'side') {
    // The slash before a capacity also extends below the line.
    const below = Math.max(hasSeparator ? separatorDescent : 0, slashDescent * capacityShare)
    return { bar, gaps: { figure: 0, bar: Math.max(1.8, below * figure) } }
  }
  const below = hasSeparator ? 0.1 * figure : 0
  return {
    bar,
    gaps: { figure: Math.max(2, 0.1 * figure) + below, bar: Math.max(2, 0.09 * figure) },
  }
}

/** Returns the largest font size of counts that fits the width and height of a card. */
function figureLimit(
  form: CardForm,
  tile: Area,
  counts: readonly CountedRoom[],
  lines: number,
  name: number,
  minimum: MinimumSizes,
  gap: number,
): number {
  const wide = widthLimit(form, counts, tile, name, minimum.least)
  const { x, top, bottom } = cardPadding(form, name)
  const names =
    form === 'far'
      ? nameLine * name
      : gap +
        Math.max(
          nameLine * lines * name,
          nameLine * name + noteLine * smallSize(name, minimum.least),
        )
  const inner = tile.height - top - bottom - names
  const line = tile.width - 2 * x
  const state = form === 'stack' ? stateSize(form, line, counts, 0, name, minimum.least) : 0
  const fits = (figure: number) => {
    const { bar, gaps } = barSizes(form, counts, figure, name)
    return figureLine * figure + gaps.figure + state + gaps.bar + bar <= inner
  }
  return largest(0, wide, fits) ?? 0
}

/** Returns the largest font size at which the widest count fits beside the other parts of its line. */
function widthLimit(
  form: CardForm,
  counts: readonly CountedRoom[],
  tile: Area,
  name: number,
  least: number,
): number {
  const inner = tile.width - 2 * cardPadding(form, name).x
  const state = Math.max(least, stateShares[form] * name)
  const limits = counts.map((room) => {
    if (form === 'stack') return inner / room.slot
    const left = inner - partGap - state * room.state
    if (form === 'far' || room.beside === 0) return left / room.slot
    const beside = capacityGap + room.beside
    const withSmallest = (left - least * beside) / room.slot
    return capacityShare * withSmallest <= least
      ? withSmallest
      : left / (room.slot + capacityShare * beside)
  })
  return Math.max(0, Math.min(...limits))
}

/** Returns the largest font size, up to that of names, at which states fit beside the other parts of their line. */
function stateSize(
  form: CardForm,
  inner: number,
  counts: readonly CountedRoom[],
  figure: number,
  name: number,
  least: number,
): number {
  const most = form === 'far' ? stateShares.far * name : name
  const limits = counts.map((room) => {
    if (form === 'stack') return (inner - partGap) / (room.state + room.below)
    if (form === 'far') return (inner - partGap - room.slot * figure) / room.state
    const capacity = Math.max(capacityShare * figure, least)
    const beside = room.beside === 0 ? 0 : capacity * (capacityGap + room.beside)
    return (inner - partGap - room.slot * figure - beside) / room.state
  })
  const fitting = limits.filter((limit) => limit >= least)
  return Math.max(least, Math.min(most, ...fitting))
}
