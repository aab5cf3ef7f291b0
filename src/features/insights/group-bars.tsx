import { ChartSvg } from '#src/components/charts/chart-svg.tsx'
import type { RoomInsight } from '#src/contract/insights.ts'
import { findSizeLevel, type SizeLevel } from '#src/domain/insights/group-sizes.ts'
import type { InsightsRoom } from './insights-rooms.ts'

const width = 176
const height = 28
/** The position of the capacity, as a share of the width: the same in each row, so that rows can be compared. */
const capacityAt = 0.8
/** Maximum number of bars up to the capacity. In larger rooms, each bar covers several numbers of people. */
const maxBars = 20

type SizedRoom = Pick<InsightsRoom, 'capacity' | 'busyThreshold'>

const levels: readonly SizeLevel[] = ['use', 'busy', 'over']

/**
 * How long groups of each size used a room: bars up to the capacity and beyond, by share of the longest. One path per
 * colour, because a page can show many rows. Hidden from screen readers, which read the typical group in its own column.
 */
export function GroupBars({
  sizes,
  room,
}: {
  sizes: RoomInsight['minutesByPeople']
  room: SizedRoom
}) {
  const paths = toPaths(sizes, room)
  return (
    <ChartSvg width={width} height={height} className="insights-groups">
      <path className="insights-grid" d={`M0 ${height - 0.5}H${width}`} />
      {levels.map((level) => {
        const path = paths[level]
        return path === '' ? null : (
          <path key={level} className={`insights-bar-${level}`} d={path} />
        )
      })}
      {room.capacity !== null && (
        <path className="insights-capacity" d={`M${width * capacityAt} 0V${height}`} />
      )}
    </ChartSvg>
  )
}

/** Returns an SVG path of rectangles for each colour. */
export function toPaths(
  sizes: RoomInsight['minutesByPeople'],
  room: SizedRoom,
): Record<SizeLevel, string> {
  const { capacity } = room
  const largest = sizes.at(-1)?.[0] ?? 1
  const scale = capacity ?? Math.ceil(largest / capacityAt)
  const binWidth = Math.max(1, Math.ceil(scale / maxBars))
  const slot = (width * capacityAt * binWidth) / scale
  const bins = new Map<number, number>()
  for (const [people, minutes] of sizes) {
    const bin = Math.floor((people - 1) / binWidth)
    bins.set(bin, (bins.get(bin) ?? 0) + minutes)
  }
  const most = Math.max(1, ...bins.values())
  const paths: Record<SizeLevel, string> = { use: '', busy: '', over: '' }
  for (const [bin, minutes] of bins) {
    const left = bin * slot
    if (minutes === 0 || left >= width) continue
    const bar = Math.max(1, (minutes / most) * (height - 2))
    const level = findSizeLevel(bin * binWidth + 1, room)
    const right = Math.min(width, left + slot - 1)
    paths[level] +=
      `M${left.toFixed(1)} ${height}V${(height - bar).toFixed(1)}H${right.toFixed(1)}V${height}Z`
  }
  return paths
}
