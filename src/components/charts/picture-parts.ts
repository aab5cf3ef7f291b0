import { scales } from './chart-model.ts'
import type { ChartLine, ChartModel } from './drawing.ts'
import type { Stroke } from './strokes.ts'

/** What paints: a canvas, the theme's colours and its letters. */
export type CanvasPen = {
  context: CanvasRenderingContext2D
  colour: (css: string) => string
  font: string
}

/** Paints the lines and the dots of lone values. Means are joined straight, counts in steps. */
export function paintLines({ context, colour }: CanvasPen, model: ChartModel): void {
  const { x, y } = scales(model)
  for (const line of model.lines) {
    for (const stroke of line.strokes) {
      context.strokeStyle = colour(line.colour)
      context.fillStyle = colour(line.colour)
      trace(context, model, line, stroke)
      for (const dot of stroke.dots) {
        context.beginPath()
        context.arc(x(dot.at), y(dot.value), 2.5, 0, 2 * Math.PI)
        context.fill()
      }
    }
  }
}

function trace(
  context: CanvasRenderingContext2D,
  model: ChartModel,
  line: ChartLine,
  stroke: Stroke,
): void {
  const { x, y } = scales(model)
  context.lineWidth = stroke.partial ? 1.5 : line.width
  context.lineJoin = 'round'
  context.setLineDash(stroke.partial ? [2, 3] : [])
  context.beginPath()
  let height: number | null = null
  for (const { at, value } of stroke.points) {
    if (value === null) height = null
    else {
      if (height === null) context.moveTo(x(at), y(value))
      if (height !== null && model.curve === 'step') context.lineTo(x(at), height)
      context.lineTo(x(at), y(value))
      height = y(value)
    }
  }
  context.stroke()
  context.setLineDash([])
}

/** Paints everything that is written: axes, unit, zone, and the names of lines, limit and silences. */
export function paintText({ context, colour, font }: CanvasPen, model: ChartModel): void {
  const { x, y } = scales(model)
  const { left, top, width, height } = model.plot
  const write = (
    text: string,
    at: [number, number],
    align: CanvasTextAlign,
    ink = 'var(--ink-faint)',
    weight = 400,
  ) => {
    context.font = `${weight} 13px ${font}`
    context.fillStyle = colour(ink)
    context.textAlign = align
    context.fillText(text, ...at)
  }
  write(model.unit, [0, 14], 'left')
  write(model.zone, [model.width, top + height + 20], 'right')
  for (const { value, label } of model.valueTicks) write(label, [left - 8, y(value) + 4.5], 'right')
  for (const { at, label } of model.timeTicks) write(label, [x(at), top + height + 20], 'center')
  for (const gap of model.gaps) {
    const middle = (x(Math.max(gap.from, model.from)) + x(Math.min(gap.to, model.to))) / 2
    if (gap.named) write(gap.label, [middle, top + height - 8], 'center')
  }
  for (const { text, colour: swatch, strong, y } of model.labels) {
    const end = left + width + 8
    if (swatch) {
      context.fillStyle = colour(swatch)
      context.fillRect(end, y - 1.5, 10, 3)
    }
    write(
      text,
      [end + (swatch ? 16 : 0), y + 4.5],
      'left',
      swatch ? 'var(--ink)' : 'var(--ink-faint)',
      strong ? 600 : 400,
    )
  }
}
