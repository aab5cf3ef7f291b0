import { slotsPerDay } from './day-slots.ts'

export type StripLayout = {
  width: number
  height: number
  textScale: number
  isNarrow: boolean
  left: number
  cellWidth: number
  rowHeight: number
  stripHeight: number
  top: number
  outline: { left: number; top: number; width: number; height: number }
  /** Returns the index of the quarter of an hour at a position in pixels; null outside the strips. */
  indexAt: (x: number, y: number) => number | null
  cellAt: (index: number) => { x: number; y: number }
}

/** Returns the positions of the strips, in pixels. */
export function layoutStrips(rows: number, width: number, textScale: number): StripLayout {
  const isNarrow = width < 560 * textScale
  const left = (isNarrow ? 52 : 84) * textScale
  const right = (isNarrow ? 24 : 48) * textScale
  const rowHeight = 14 * Math.max(1, textScale)
  const top = 20 * textScale
  const cellWidth = Math.max(0.1, (width - left - right) / slotsPerDay)
  return {
    width,
    height: top + rows * rowHeight,
    textScale,
    isNarrow,
    left,
    cellWidth,
    rowHeight,
    stripHeight: rowHeight - 2,
    top,
    outline: { left, top, width: slotsPerDay * cellWidth, height: rows * rowHeight },
    indexAt(x, y) {
      const slot = Math.floor((x - left) / cellWidth)
      const row = Math.floor((y - top) / rowHeight)
      if (slot < 0 || slot >= slotsPerDay || row < 0 || row >= rows) return null
      return row * slotsPerDay + slot
    },
    cellAt: (index) => ({
      x: left + (index % slotsPerDay) * cellWidth,
      y: top + Math.floor(index / slotsPerDay) * rowHeight,
    }),
  }
}
