import { createScales, type ChartLine, type ChartModel, buildChartModel } from './chart-model.ts'
import type { LineSegment } from './line-segments.ts'
import { formatTimeZone, formatDateTime } from '#src/format/dates.ts'
import * as text from '#messages/charts.ts'
import type { ChartData } from './chart-data.ts'

/** The canvas to draw on, with a resolver for theme colours and the font family. */
type ChartCanvas = {
  context: CanvasRenderingContext2D
  colour: (css: string) => string
  font: string
}

/** Draws the lines, and dots for isolated values. Means are connected directly, counts in steps. */
function paintLines({ context, colour }: ChartCanvas, model: ChartModel): void {
  const { x, y } = createScales(model)
  for (const line of model.lines) {
    for (const stroke of line.segments) {
      context.strokeStyle = colour(line.colour)
      context.fillStyle = colour(line.colour)
      traceSegment(context, model, line, stroke)
      for (const dot of stroke.dots) {
        context.beginPath()
        context.arc(x(dot.at), y(dot.value), 2.5, 0, 2 * Math.PI)
        context.fill()
      }
    }
  }
}

function traceSegment(
  context: CanvasRenderingContext2D,
  model: ChartModel,
  line: ChartLine,
  segment: LineSegment,
): void {
  const { x, y } = createScales(model)
  context.lineWidth = segment.partial ? 1.5 : line.width
  context.lineJoin = 'round'
  context.setLineDash(segment.partial ? [2, 3] : [])
  context.beginPath()
  let height: number | null = null
  for (const { at, value } of segment.points) {
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

/** Draws all text: axes, unit, zone, and the labels of lines, limit and gaps. */
function paintText({ context, colour, font }: ChartCanvas, model: ChartModel): void {
  const { x, y } = createScales(model)
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

const pngSize = { width: 1120, height: 420, margin: 24, title: 40 }

/**
 * Renders a chart as a PNG. It draws the chart model again instead of copying the page's SVG, because the content
 * security policy (`img-src 'self'`) does not let a page load its own SVG as an image.
 *
 * @param themeElement the element whose theme colours and font apply
 * @returns `null` if the browser provides no canvas context
 */
export async function renderChartPng(data: ChartData, themeElement: Element): Promise<Blob | null> {
  const canvas = document.createElement('canvas')
  const pixelRatio = 2
  canvas.width = (pngSize.width + 2 * pngSize.margin) * pixelRatio
  canvas.height = (pngSize.height + 2 * pngSize.margin + pngSize.title) * pixelRatio
  const context = canvas.getContext('2d')
  if (!context) return null
  context.scale(pixelRatio, pixelRatio)
  paintChart({ context, ...readThemeStyles(themeElement) }, data)
  return await new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/png')
  })
}

function paintChart(canvas: ChartCanvas, data: ChartData): void {
  const { context, colour, font } = canvas
  const model = buildChartModel(data, pngSize.width, pngSize.height)
  context.fillStyle = colour('var(--surface-raised)')
  context.fillRect(
    0,
    0,
    pngSize.width + 2 * pngSize.margin,
    pngSize.height + 2 * pngSize.margin + pngSize.title,
  )
  context.translate(pngSize.margin, pngSize.margin)
  context.fillStyle = colour('var(--ink)')
  context.font = `600 15px ${font}`
  context.fillText(data.label, 0, 14)
  context.fillStyle = colour('var(--ink-muted)')
  context.font = `400 13px ${font}`
  context.textAlign = 'right'
  context.fillText(formatWindow(data), pngSize.width, 14)
  context.translate(0, pngSize.title)
  paintGaps(canvas, model)
  paintGrid(canvas, model)
  paintLines(canvas, model)
  paintText(canvas, model)
}

function formatWindow({ from, to, zone }: ChartData): string {
  return text.imageRange(
    formatDateTime(from, zone, to),
    formatDateTime(to, zone, to),
    formatTimeZone(zone, to),
  )
}

function paintGaps({ context, colour }: ChartCanvas, model: ChartModel): void {
  const { x } = createScales(model)
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

function paintGrid({ context, colour }: ChartCanvas, model: ChartModel): void {
  const { x, y } = createScales(model)
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

/** Resolves colours and font inside the element: a canvas does not resolve CSS variables. */
function readThemeStyles(element: Element) {
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
