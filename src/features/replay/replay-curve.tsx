import { memo, useMemo } from 'react'
import { columnMinutes } from '#src/domain/history/replay.ts'

const height = 48

/** Returns an SVG path of columns with the most people in each five minutes; empty where nothing is known. */
function curvePath(people: readonly (number | null)[]): string {
  const most = Math.max(1, ...people.map((count) => count ?? 0))
  let path = ''
  for (let from = 0; from < people.length; from += columnMinutes) {
    const known = people.slice(from, from + columnMinutes).filter((count) => count !== null)
    if (known.length === 0) continue
    const top = height * (1 - Math.max(...known) / most)
    path += `M${from} ${height}V${Math.round(top * 10) / 10}h${columnMinutes}V${height}z`
  }
  return path
}

type CurveProps = {
  people: readonly (number | null)[]
  /** The minute of the replay. Columns up to it are darker. */
  minute: number
  closed: readonly { from: number; to: number }[]
}

/** The people in the place over the day. Decorative: the slider over it states the values. */
export function ReplayCurve({ people, minute, closed }: CurveProps) {
  return (
    <svg
      viewBox={`0 0 ${people.length} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="replay-curve"
    >
      {closed.map(({ from, to }) => (
        <rect key={from} x={from} width={to - from} height={height} className="replay-closed" />
      ))}
      <Columns people={people} className="replay-later" />
      <clipPath id="replay-past">
        <rect width={minute + 1} height={height} />
      </clipPath>
      <g clipPath="url(#replay-past)">
        <Columns people={people} className="replay-past" />
      </g>
    </svg>
  )
}

const Columns = memo(function Columns({
  people,
  className,
}: Pick<CurveProps, 'people'> & { className: string }) {
  const path = useMemo(() => curvePath(people), [people])
  return <path d={path} className={className} />
})
