import { toPixels, type Box } from './geometry.ts'
import {
  labelCandidates,
  type FigureSize,
  type LabelContent,
  type PageLabelCandidate,
} from './page-label-candidates.ts'
import { fitName, clampName, shortestName, wrapName } from './name-fitting.ts'
import type { RoomShape } from './page-floor.ts'
import { measureText } from './text-measure.ts'

export type PageLabelText = {
  name: string
  figure: string
  /** The capacity, such as `/ 10`; empty when unknown. */
  capacity: string
  /** An additional line, such as `1 of 2 sensors`; empty when there is none. */
  note: string
}

/** The positions of a label's parts, in pixels. Parts that do not fit are null. */
export type PageLabel = {
  x: number
  /**
   * The name (wrapped or truncated if necessary), its first baseline and its line height; null when it does not fit.
   */
  name: { lines: readonly string[]; y: number; lineHeight: number } | null
  /** Baseline of the number. */
  figureY: number
  /** Baseline of the note; null when the note is empty or does not fit. */
  noteY: number | null
  size: FigureSize
  capacity: boolean
  /** The top left corner of the state icon; null when it does not fit. */
  icon: { x: number; y: number } | null
  /** The areas that the text and the icon cover; sensor dots are not drawn there. */
  coveredBoxes: readonly Box[]
}

const lineHeight = 20
/** Distance between the baselines of a two-line name, in pixels. */
const nameLineHeight = 17
/**
 * The side length of the icon and its distance from the number, in pixels. `alone` is the distance in a label without a
 * name, where a ring close to the number would look like a zero.
 */
const iconMetrics = { side: 14, gap: 8, alone: 16 }
/** Font size of the text other than the number, in pixels. */
const textSize = 13
/** Width of a digit, in em. */
const digitWidth = 0.66

/**
 * Fits a room's label into a rectangle inside its outline: name, number, capacity, icon, note. Uses the first of
 * `labelCandidates` that fits: the name stays whole as long as possible, then wraps, is truncated and is dropped.
 * Returns null when not even the number fits. A larger room never shows less of its name.
 *
 * @param scale pixels per metre
 * @param textScale size of the page's text as a multiple of the default size
 */
export function layOutPageLabel(
  { text: box }: Pick<RoomShape, 'text'>,
  text: PageLabelText,
  scale: number,
  textScale = 1,
): PageLabel | null {
  if (box === null) return null
  if (textScale !== 1) {
    // Larger text in a room is laid out like default text in a smaller room.
    const label = layOutPageLabel({ text: box }, text, scale / textScale)
    return label && enlargeLabel(label, textScale)
  }
  const width = toPixels(box.right - box.left, scale)
  const height = toPixels(box.bottom - box.top, scale)
  const area: LabelArea = {
    left: toPixels(box.left, scale),
    top: toPixels(box.top, scale),
    width,
    height,
    most: { width: width - 2 * leastPadding(width), height: height - 2 * leastPadding(height) },
    padding: clamp(Math.min(width, height) / 12, 3, 12),
  }
  const name = clampName(text.name)
  const widths = nameWidths(name)
  for (const candidate of labelCandidates(width, height)) {
    const block = measureBlock(text, candidate, widths[candidate.name])
    if (block.width > area.most.width || block.height > area.most.height) continue
    return placeLabel({ ...text, name }, candidate, block, area)
  }
  return null
}

function enlargeLabel(label: PageLabel, by: number): PageLabel {
  const { name, icon, noteY } = label
  return {
    ...label,
    x: label.x * by,
    name: name && { lines: name.lines, y: name.y * by, lineHeight: name.lineHeight * by },
    figureY: label.figureY * by,
    noteY: noteY && noteY * by,
    icon: icon && { x: icon.x * by, y: icon.y * by },
    coveredBoxes: label.coveredBoxes.map(({ left, top, right, bottom }) => ({
      left: left * by,
      top: top * by,
      right: right * by,
      bottom: bottom * by,
    })),
  }
}

/**
 * The rectangle for a label in a room: its position and size, the maximum size of the label (`most`), and the padding
 * to use when there is space. All values are in pixels.
 */
type LabelArea = {
  left: number
  top: number
  width: number
  height: number
  most: { width: number; height: number }
  padding: number
}

/** Returns the minimum padding in pixels. Depends on one side only, so that larger rooms never show less. */
function leastPadding(side: number): number {
  return clamp(side / 24, 3, 6)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}

/** Number of lines and minimum width in pixels of each form of a name. */
type NameWidths = Record<LabelContent['name'], { lines: number; width: number }>

function nameWidths(name: string): NameWidths {
  const of = (lines: readonly string[]) => ({
    lines: lines.length,
    width: Math.max(0, ...lines.map((line) => measureText(line, textSize))),
  })
  return {
    whole: of([name]),
    wrapped: of(wrapName(name)),
    short: of([shortestName(name)]),
    none: of([]),
  }
}

type LabelSize = { text: number; width: number; height: number }

/** Returns the size of a candidate in pixels; `text` is the width of its text without the icon. */
function measureBlock(
  { figure, capacity }: PageLabelText,
  candidate: PageLabelCandidate,
  name: NameWidths[LabelContent['name']],
): LabelSize {
  // Reserves as many digits as the capacity has, so that the layout does not change when the tenth person arrives.
  const digits = Math.max(figure.length, capacity.length - 2)
  const limit = candidate.capacity && capacity !== '' ? 5 + capacity.length * 15 * digitWidth : 0
  const number = digits * candidate.size * digitWidth + limit
  const iconWidth =
    iconMetrics.side + (candidate.name === 'none' ? iconMetrics.alone : iconMetrics.gap)
  return {
    text: Math.max(number, name.width),
    width: Math.max(
      number + (candidate.shape === 'figure' ? iconWidth : 0),
      name.width + (candidate.shape === 'name' ? iconWidth : 0),
    ),
    height:
      candidate.size * 1.15 + (name.lines > 0 ? lineHeight + (name.lines - 1) * nameLineHeight : 0),
  }
}

function placeLabel(
  text: PageLabelText,
  { name, size, shape, capacity }: PageLabelCandidate,
  block: LabelSize,
  area: LabelArea,
): PageLabel {
  const note = measureText(text.note, textSize)
  const noteFits =
    name !== 'none' &&
    text.note !== '' &&
    area.most.height >= block.height + lineHeight &&
    area.most.width >= note
  const nameLines = name === 'none' ? [] : nameLinesFor(text.name, name, area.most.width)
  const named = Math.max(0, ...nameLines.map((line) => measureText(line, textSize)))
  const needed = {
    width: Math.max(block.width, named, noteFits ? note : 0),
    height: block.height + (noteFits ? lineHeight : 0),
  }
  const across = Math.min(area.padding, (area.width - needed.width) / 2)
  const down = Math.min(area.padding, (area.height - needed.height) / 2)
  const [left, top] = [area.left + across, area.top + down]
  const below = top + block.height
  const icon = shape !== 'none' && {
    x: area.left + area.width - across - iconMetrics.side,
    y: shape === 'name' ? top + 3 : below - (size * 1.15 + iconMetrics.side) / 2,
  }
  const covered: Box = {
    left,
    top,
    right: left + Math.max(block.text, named, noteFits ? note : 0),
    bottom: below + (noteFits ? lineHeight : 0),
  }
  return {
    x: left,
    name: name === 'none' ? null : { lines: nameLines, y: top + 14, lineHeight: nameLineHeight },
    figureY: below - size * 0.22,
    noteY: noteFits ? below + 14 : null,
    size,
    capacity: capacity && text.capacity !== '',
    icon: icon || null,
    coveredBoxes: icon ? [covered, iconBox(icon)] : [covered],
  }
}

function nameLinesFor(
  name: string,
  form: Exclude<LabelContent['name'], 'none'>,
  width: number,
): readonly string[] {
  switch (form) {
    case 'whole':
      return [name]
    case 'wrapped':
      return wrapName(name)
    case 'short':
      return [fitName(name, width, textSize)]
  }
}

function iconBox({ x, y }: { x: number; y: number }): Box {
  return { left: x, top: y, right: x + iconMetrics.side, bottom: y + iconMetrics.side }
}
