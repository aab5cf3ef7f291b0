import { scales, type ChartLine, type ChartModel, chartModel } from './chart-model.ts'
import type { Stroke } from './line-segments.ts'
import { zoneInWords } from '#src/format/dates.ts'
import { formatDayAndTime } from '#src/domain/time/time-zone.ts'
import type { ChartData } from './chart-data.ts'

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

const size = { width: 1120, height: 420, margin: 24, title: 40 }

/**
 * A chart as a PNG. It is painted from the chart's model and not copied from the page's SVG: a strict content
 * security policy (`img-src 'self'`) lets no page load its own drawing as an image.
 *
 * @param look where the theme's colours and the letters come from
 * @returns `null` where the browser gives no canvas
 */
export async function chartPicture(data: ChartData, look: Element): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  const sharpness = 2
  canvas.width = (size.width + 2 * size.margin) * sharpness
  canvas.height = (size.height + 2 * size.margin + size.title) * sharpness
  const context = canvas.getContext('2d')
  if (!context) return null
  context.scale(sharpness, sharpness)
  paintChart({ context, ...lookOf(look) }, data)
  return await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
}

function paintChart(pen: CanvasPen, data: ChartData): void {
  const { context, colour, font } = pen
  const model = chartModel(data, size.width, size.height)
  context.fillStyle = colour('var(--surface-raised)')
  context.fillRect(0, 0, size.width + 2 * size.margin, size.height + 2 * size.margin + size.title)
  context.translate(size.margin, size.margin)
  context.fillStyle = colour('var(--ink)')
  context.font = `600 15px ${font}`
  context.fillText(data.label, 0, 14)
  context.fillStyle = colour('var(--ink-muted)')
  context.font = `400 13px ${font}`
  context.textAlign = 'right'
  context.fillText(windowInWords(data), size.width, 14)
  context.translate(0, size.title)
  paintGaps(pen, model)
  paintGrid(pen, model)
  paintLines(pen, model)
  paintText(pen, model)
}

function windowInWords({ from, to, zone }: ChartData): string {
  return `${formatDayAndTime(from, zone, to)} to ${formatDayAndTime(to, zone, to)}, ${zoneInWords(zone, to)}`
}

function paintGaps({ context, colour }: CanvasPen, model: ChartModel): void {
  const { x } = scales(model)
  const { top, height } = model.plot
  context.strokeStyle = colour('var(--line)')
  context.lineWidth = 1
  for (const gap of model.gaps) {
    const [left, right] = [x(Math.max(gap.from, model.from)), x(Math.min(gap.to, model.to))]
    context.save()
    context.beginPath()
    context.rect(left, top, right - left, height)
    context.clip()
    context.beginPath()
    for (let start = left - height; start < right; start += 10) {
      context.moveTo(start, top + height)
      context.lineTo(start + height, top)
    }
    context.stroke()
    context.restore()
  }
}

function paintGrid({ context, colour }: CanvasPen, model: ChartModel): void {
  const { x, y } = scales(model)
  const { left, width, top, height } = model.plot
  const line = (path: () => void, stroke: string, lineWidth: number, dashes: number[]) => {
    context.strokeStyle = colour(stroke)
    context.lineWidth = lineWidth
    context.setLineDash(dashes)
    context.beginPath()
    path()
    context.stroke()
    context.setLineDash([])
  }
  const across = (value: number) => () => {
    context.moveTo(left, y(value))
    context.lineTo(left + width, y(value))
  }
  for (const { value } of model.valueTicks)
    line(across(value), value === 0 ? 'var(--line-strong)' : 'var(--line)', 1, [])
  for (const { at } of model.timeTicks)
    line(
      () => {
        context.moveTo(x(at), top + height)
        context.lineTo(x(at), top + height + 4)
      },
      'var(--line-strong)',
      1,
      [],
    )
  if (model.limit) line(across(model.limit.value), 'var(--ink-muted)', 1.25, [6, 4])
}

/** Colours and letters as they are inside the element: a canvas does not know CSS variables. */
function lookOf(element: Element) {
  const colour = (css: string) => {
    const probe = document.createElement('span')
    probe.style.color = css
    element.append(probe)
    const resolved = getComputedStyle(probe).color
    probe.remove()
    return resolved
  }
  return { colour, font: getComputedStyle(element).fontFamily }
}
