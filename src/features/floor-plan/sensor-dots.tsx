import { boxExtent, toPixels, type Box, type Point } from '#src/domain/floor-plan/geometry.ts'
import type { PageFloor } from '#src/domain/floor-plan/page-floor.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'

const dotRadius = 3
/** Nearer to the end of a number a dot would read as its decimal point. Pixels. */
const labelClearance = 14

/** Pixels per metre; from farther away dots would hide the rooms. */
const minScale = 10

/**
 * Where a room's sensors hang: solid while they report or are quiet, hollow when they are silent. One that would stand
 * in the room's words is left out until the reader comes nearer, as all of them are from far away; that one is silent,
 * the words say.
 *
 * @param locate where a sensor is on this floor
 * @param known whether it is known which sensors report now
 * @param clearOf what the room's words and shape cover, pixels
 */
export function SensorDots({
  sensors,
  room,
  locate,
  contributions,
  healthKnown,
  scale,
  occupiedBoxes,
}: {
  sensors: readonly PresenceSensor[]
  /** What the room covers, metres. */
  room: Box
  locate: PageFloor['locate']
  contributions: readonly SensorContribution[]
  healthKnown: boolean
  scale: number
  occupiedBoxes: readonly Box[]
}) {
  if (scale < minScale) return null
  return sensors.map(({ mac, name, center }) => {
    const at = center && locate(center)
    if (!at || !isNearRoom(at, room)) return null
    const [x, y] = [toPixels(at[0], scale), toPixels(at[1], scale)]
    if (occupiedBoxes.some((box) => overlaps(x, y, box))) return null
    const health = healthLabel(contributions.find((one) => one.mac === mac))
    const isActive = healthKnown && (health === 'reporting' || health === 'quiet')
    return (
      <circle
        key={mac}
        cx={x}
        cy={y}
        r={dotRadius}
        strokeWidth="1.5"
        className={isActive ? 'fill-current' : 'fill-transparent stroke-current'}
      >
        <title>{healthKnown ? `${name}, ${health}` : name}</title>
      </circle>
    )
  })
}

/** A sensor farther from its room than the room is long has wrong coordinates, or ones in another unit. */
function isNearRoom([x, y]: Point, room: Box): boolean {
  const reach = boxExtent(room)
  return (
    x > room.left - reach &&
    x < room.right + reach &&
    y > room.top - reach &&
    y < room.bottom + reach
  )
}

function healthLabel(contribution: SensorContribution | undefined): string {
  switch (contribution?.kind) {
    case 'counted':
      return 'reporting'
    case 'quiet':
      return 'quiet'
    case 'missing':
      return contribution.why === 'malformed' ? 'unreadable' : contribution.why
    case undefined:
      return 'silent'
  }
}

function overlaps(x: number, y: number, { left, top, right, bottom }: Box): boolean {
  return (
    x > left - labelClearance &&
    x < right + labelClearance &&
    y > top - dotRadius &&
    y < bottom + dotRadius
  )
}
