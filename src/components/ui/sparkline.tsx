import { clsx } from 'clsx'

/** A point of a small line: where in its width and how high, both 0 to 1; null where nothing is known from there on. */
export type SparklinePoint = { x: number; y: number | null }

/**
 * The points as an SVG path of steps: a value holds until the next point, and where `y` is null the line breaks.
 * What is no number is a gap, and what is out of bounds ends at the edge, so the path is always valid.
 *
 * @param points from left to right
 * @param width in the path's own units
 * @param height likewise; y = 1 is the top
 */
export function sparklinePath(
  points: readonly SparklinePoint[],
  width: number,
  height: number,
): string {
  let path = ''
  let currentY: string | null = null
  for (const { x, y } of points) {
    if (!Number.isFinite(x)) continue
    const currentX = formatCoordinate(clampToUnit(x) * width)
    if (currentY !== null) path += `H${currentX}`
    const nextY =
      y === null || !Number.isFinite(y) ? null : formatCoordinate((1 - clampToUnit(y)) * height)
    if (nextY !== null && nextY !== currentY)
      path += currentY === null ? `M${currentX} ${nextY}` : `V${nextY}`
    currentY = nextY
  }
  return path
}

function clampToUnit(share: number): number {
  return Math.min(1, Math.max(0, share))
}

/** A tenth of a pixel is as fine as a line of 88 pixels needs. */
function formatCoordinate(length: number): string {
  return String(Math.round(length * 10) / 10)
}

/** Drawn 88 × 32, with room for the end's dot. */
const width = 88
const height = 32
const inset = 2

/**
 * A small line of steps without axes. Its end dot has the text's colour and stands only where the line reaches its end.
 * Decorative: the number beside it is what it ends at.
 *
 * @param dashed the line is no longer true
 */
export function Sparkline({
  points,
  dashed = false,
  className,
}: {
  points: readonly SparklinePoint[]
  dashed?: boolean
  className?: string
}) {
  const inner = { width: width - inset, height: height - 2 * inset }
  const last = points.at(-1)
  const endY = last && last.y !== null && Number.isFinite(last.y) && !dashed ? last.y : null
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className={clsx('block h-8 w-22 overflow-visible', className)}
    >
      <g transform={`translate(0 ${inset})`}>
        <path
          d={sparklinePath(points, inner.width, inner.height)}
          className="fill-none stroke-line-strong"
          strokeWidth="1.25"
          strokeLinejoin="round"
          strokeDasharray={dashed ? '2 3' : undefined}
          vectorEffect="non-scaling-stroke"
        />
        {last && endY !== null && (
          <circle
            cx={last.x * inner.width}
            cy={(1 - endY) * inner.height}
            r="2.5"
            className="fill-current"
          />
        )}
      </g>
    </svg>
  )
}
