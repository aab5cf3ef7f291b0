import { zoneInWords } from '#src/format/zone-label.ts'
import { formatDayAndTime } from '#src/domain/time/zone.ts'
import { type CanvasPen, paintLines, paintText } from './picture-parts.ts'
import { chartModel, scales } from './chart-model.ts'
import type { ChartModel } from './drawing.ts'
import type { ChartData } from './series.ts'

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
