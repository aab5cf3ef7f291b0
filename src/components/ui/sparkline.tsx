import { clsx } from 'clsx'

/** `x` and `y` are between 0 and 1. A null `y` starts a gap. */
type SparklinePoint = { x: number; y: number | null }

/**
 * Returns an SVG path of steps. A value holds until the next point, and the line breaks where `y` is null. The path is
 * always valid, because values out of range are clamped, and NaN and infinite values are gaps.
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

/** Rounds to a tenth of a pixel, which is precise enough for a line of 88 pixels. */
function formatCoordinate(length: number): string {
  return String(Math.round(length * 10) / 10)
}

/** In pixels. */
const width = 88
/** In pixels. */
const height = 32
/** Space for the end dot in pixels. */
const inset = 2

/**
 * A small step line without axes. The end dot is shown only if the values are current and the last point has a value.
 * Decorative, because adjacent text contains the last value.
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
