import { clsx } from 'clsx'

/** A point of a sparkline: position and height, both from 0 to 1; `y: null` starts a gap. */
type SparklinePoint = { x: number; y: number | null }

/**
 * Returns the points as an SVG path of steps: a value holds until the next point, and the line breaks where `y` is
 * null. NaN and infinite values are gaps, and values out of range are clamped, so the path is always valid.
 *
 * @param points from left to right
 * @param width in the path's units
 * @param height in the path's units; y = 1 is the top
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

/** Rounds to a tenth of a pixel, which is precise enough for a line that is 88 pixels wide. */
function formatCoordinate(length: number): string {
  return String(Math.round(length * 10) / 10)
}

/** Width in pixels. */
const width = 88
/** Height in pixels. */
const height = 32
/** Space for the end dot, in pixels. */
const inset = 2

/**
 * A small step line without axes. The end dot has the text colour and appears only if the values are current and the
 * last point has a value. Decorative: adjacent text shows the last value.
 *
 * @param dashed whether the values are outdated
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
