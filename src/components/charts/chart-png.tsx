import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'
import font from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline'
import { buildChartModel } from './chart-model.ts'
import { formatTimeZone, formatDateTime } from '#src/format/dates.ts'
import { shortenMiddle } from '#src/lib/shorten-middle.ts'
import * as text from '#messages/charts.ts'
import { imageWidth, type ChartData } from './chart-data.ts'
import { Plot } from './plot.tsx'

/** In pixels, except `pixelRatio`. */
const lineChartHeight = 420
const margin = 24
const headerHeight = 60
const pixelRatio = 2

/** A drawing to export. Sizes are in pixels. */
export type ChartImage = {
  title: string
  /** The line below the title. */
  subtitle: string
  /** Height of the drawing, whose width is always `imageWidth`. */
  height: number
  /** An SVG element of that size. */
  drawing: ReactNode
}

/**
 * Renders a line chart as a PNG, with its title and time range above it.
 *
 * @throws if the browser cannot draw the image
 */
export function renderChartPng(data: ChartData, title: string): Promise<Blob> {
  return renderImagePng({
    title,
    subtitle: formatWindow(data),
    height: lineChartHeight,
    drawing: <Plot model={buildChartModel(data, imageWidth, lineChartHeight)} />,
  })
}

/**
 * Renders a drawing as a PNG in the current theme. Renders off screen, so that the image does not depend on the screen
 * width or the table view.
 *
 * @throws if the browser cannot draw the image
 */
export async function renderImagePng(image: ChartImage): Promise<Blob> {
  const host = document.createElement('div')
  host.hidden = true
  document.body.append(host)
  const root = createRoot(host)
  try {
    flushSync(() => root.render(<FramedImage {...image} />))
    await waitUntilDrawn(host)
    return await rasterize(serializeImage(host))
  } finally {
    root.unmount()
    host.remove()
  }
}

/**
 * Renders the frame and the drawing as separate SVG elements, because Recharts cannot render inside another SVG.
 * `serializeImage` combines them.
 */
function FramedImage({ title, subtitle, height: drawingHeight, drawing }: ChartImage) {
  const width = imageWidth + 2 * margin
  const height = headerHeight + drawingHeight + 2 * margin
  return (
    <>
      <svg
        width={width * pixelRatio}
        height={height * pixelRatio}
        viewBox={`0 0 ${width} ${height}`}
      >
        <rect width={width} height={height} fill="var(--surface-raised)" />
        <text x={margin} y={margin + 14} fontSize={15} fontWeight={600} fill="var(--ink)">
          {fitTitle(title)}
        </text>
        <text x={margin} y={margin + 36} fontSize={13} fill="var(--ink-muted)">
          {subtitle}
        </text>
      </svg>
      {drawing}
    </>
  )
}

/** Returns the title, shortened in the middle if it is wider than the plot. */
function fitTitle(title: string): string {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return title
  context.font = "600 15px 'Inter Variable', sans-serif"
  return shortenMiddle(title, (text) => context.measureText(text).width <= imageWidth)
}

function formatWindow({ from, to, zone }: ChartData): string {
  return text.imageRange(
    formatDateTime(from, zone, to),
    formatDateTime(to, zone, to),
    formatTimeZone(zone, from, to),
  )
}

/**
 * Waits until a frame does not change the drawing. Recharts measures first, and draws axes and labels in later frames.
 */
async function waitUntilDrawn(host: Element): Promise<void> {
  let before: string
  do {
    before = host.innerHTML
    await new Promise((resolve) => void requestAnimationFrame(resolve))
  } while (host.innerHTML !== before)
}

/** Style properties to copy to SVG attributes, because an image does not have the styles of the page. */
const presentationProperties = [
  'fill',
  'fill-opacity',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
  'paint-order',
  'shape-rendering',
  'stroke',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-opacity',
  'stroke-width',
  'text-anchor',
  'text-rendering',
]

/** Returns the frame and the drawing as one SVG document with all styles and the font. */
function serializeImage(host: Element): string {
  for (const element of host.querySelectorAll('svg, svg *')) {
    const styles = getComputedStyle(element)
    for (const name of presentationProperties)
      element.setAttribute(name, styles.getPropertyValue(name))
    element.removeAttribute('style')
  }
  const [frame, plot] = [...host.querySelectorAll('svg')].map((svg) => svg.cloneNode(true))
  if (!(frame instanceof SVGSVGElement && plot instanceof SVGSVGElement))
    throw new Error('The chart has not been drawn.')
  plot.setAttribute('x', String(margin))
  plot.setAttribute('y', String(margin + headerHeight))
  const style = document.createElementNS(frame.namespaceURI, 'style')
  style.textContent = `
    @font-face { font-family: 'Inter Variable'; font-weight: 100 900; src: url(${font}) }
    text { font-variant-numeric: tabular-nums }`
  frame.append(style, plot)
  return new XMLSerializer().serializeToString(frame)
}

/** Draws an SVG document and returns it as a PNG. The content security policy must allow `blob:` URLs for images. */
async function rasterize(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    if (!context || !png) throw new Error('The browser cannot draw the image.')
    return png
  } finally {
    URL.revokeObjectURL(url)
  }
}
