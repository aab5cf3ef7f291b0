import { computeValueTicks } from '#src/components/charts/axis-ticks.ts'
import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import type { Usual, UsualDay } from '#src/domain/history/usual.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { median } from '#messages/usual.ts'

const width = 288
const inset = 12
/** Heights in pixels: the labels above and below the dots, and the minimum for the dots. */
const heights = { above: 23, dots: 20, below: 21 }
const dot = { radius: 3.5, pitch: 9 }
/** The numbers on the axis besides 0, at most about this many. */
const maxTicks = 7

/**
 * Draws each day as a dot at its average, the middle half as an area, and the median as a line. The drawing is
 * decorative, because the text beside it states the values.
 */
export function UsualPlot({
  usual,
  averages,
  capacity,
}: {
  usual: Usual
  averages: readonly UsualDay[]
  capacity: number | null
}) {
  const largest = Math.max(4, capacity ?? 0, ...averages.map(({ people }) => people))
  const { ticks, max } = computeValueTicks(largest, maxTicks, true)
  const x = (people: number) => inset + (people / max) * (width - 2 * inset)
  const dots = stackDots(averages, x)
  const levels = 1 + Math.max(0, ...dots.map(({ level }) => level))
  const axisY = heights.above + Math.max(heights.dots, levels * dot.pitch)
  const height = axisY + heights.below
  return (
    <ChartSvg {...{ width, height }} className="usual-plot">
      <rect
        x={x(usual.lower) - 3}
        y={heights.above - 1}
        width={x(usual.upper) - x(usual.lower) + 6}
        height={axisY - heights.above}
        rx={2}
        className="usual-plot-half"
      />
      <path d={`M${inset / 2} ${axisY - 0.5}H${width - inset / 2}`} className="usual-plot-axis" />
      {dots.map(({ date, left, level }) => (
        <circle
          key={date}
          cx={left}
          cy={axisY - 5.5 - level * dot.pitch}
          r={dot.radius}
          className="usual-plot-day"
        />
      ))}
      <path
        d={`M${x(usual.median)} ${heights.above - 5}V${axisY + 3}`}
        className="usual-plot-median"
      />
      <text x={x(usual.median)} y={12} textAnchor={anchorAt(usual.median / max)}>
        {median(usual.median)}
      </text>
      {ticks.map((people) => (
        <text key={people} x={x(people)} y={height - 4} textAnchor="middle">
          {formatNumber(people)}
        </text>
      ))}
    </ChartSvg>
  )
}

/** Returns the positions of the dots. A dot that would cover another one moves up to a free level. */
function stackDots(averages: readonly UsualDay[], x: (people: number) => number) {
  const placed: { date: string; left: number; level: number }[] = []
  for (const { date, people } of averages.toSorted((one, other) => one.people - other.people)) {
    const left = x(people)
    const taken = placed
      .filter((other) => Math.abs(other.left - left) < dot.pitch - 1)
      .map(({ level }) => level)
    let level = 0
    while (taken.includes(level)) level += 1
    placed.push({ date, left, level })
  }
  return placed
}

function anchorAt(share: number): 'start' | 'middle' | 'end' {
  if (share < 0.1) return 'start'
  return share > 0.9 ? 'end' : 'middle'
}
