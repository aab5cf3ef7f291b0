import type { CurveKind } from './series.ts'
import type { Stroke } from './strokes.ts'

/** A line as it is drawn; `strokes` are in time and values, the scales turn them into pixels. */
export type ChartLine = {
  id: string
  label: string
  colour: string
  width: number
  strokes: readonly Stroke[]
}

/** A name at the right end of its line, at a height in pixels. The limit has no colour, and so no swatch. */
export type EndLabel = {
  id: string
  text: string
  colour: string | null
  strong: boolean
  y: number
}

/** Everything that screen and picture draw, with every decision taken. Pixels from the top left. */
export type ChartModel = {
  width: number
  height: number
  plot: { left: number; top: number; width: number; height: number }
  from: number
  to: number
  top: number
  curve: CurveKind
  unit: string
  zone: string
  timeTicks: readonly { at: number; label: string }[]
  valueTicks: readonly { value: number; label: string }[]
  lines: readonly ChartLine[]
  gaps: readonly { from: number; to: number; label: string; named: boolean }[]
  limit: { value: number; label: string } | null
  labels: readonly EndLabel[]
}
