import { clsx } from 'clsx'
import { sparklinePath, type SparklinePoint } from './sparkline-path.ts'

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
  const ends = last && last.y !== null && Number.isFinite(last.y) && !dashed ? last.y : null
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
        {last && ends !== null && (
          <circle
            cx={last.x * inner.width}
            cy={(1 - ends) * inner.height}
            r="2.5"
            className="fill-current"
          />
        )}
      </g>
    </svg>
  )
}
