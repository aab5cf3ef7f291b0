import * as text from '#messages/floor-plan.tsx'
import { boxExtent, toPixels, type Box, type Point } from '#src/domain/floor-plan/geometry.ts'
import type { PageFloor } from '#src/domain/floor-plan/page-floor.ts'
import { sensorName } from '#src/format/sensor-labels.ts'
import type { SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import type { PresenceSensor } from '#src/domain/topology/sensor-directory.ts'

const dotRadius = 3
/**
 * Minimum horizontal distance between a label and a dot, in pixels; closer to a number, a dot would look like a decimal
 * point.
 */
const labelClearance = 14

/** Scale in pixels per metre below which no dots are drawn, because they would hide the rooms. */
const minScale = 10

/**
 * Draws the sensors of a room as dots: solid when counted or quiet, hollow when missing or unknown. Omits dots that would
 * overlap the label, and all dots at small scales, until the user zooms in.
 *
 * @param locate returns the position of a sensor on this floor
 * @param healthKnown whether it is known which sensors are reporting
 * @param occupiedBoxes areas that the room's label and icon cover, in pixels
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
  /** Bounding box of the room, in metres. */
  room: Box
  locate: PageFloor['locate']
  contributions: readonly SensorContribution[]
  healthKnown: boolean
  scale: number
  occupiedBoxes: readonly Box[]
}) {
  if (scale < minScale) return null
  return sensors.map((sensor) => {
    const { mac, center } = sensor
    const at = center && locate(center)
    if (!at || !isNearRoom(at, room)) return null
    const [x, y] = [toPixels(at[0], scale), toPixels(at[1], scale)]
    if (occupiedBoxes.some((box) => overlaps(x, y, box))) return null
    const health = sensorHealth(contributions.find((one) => one.mac === mac))
    const name = sensorName(sensor)
    const isActive = healthKnown && (health === 'counted' || health === 'quiet')
    return (
      <circle
        key={mac}
        cx={x}
        cy={y}
        r={dotRadius}
        strokeWidth="1.5"
        className={isActive ? 'fill-current' : 'fill-transparent stroke-current'}
      >
        <title>{healthKnown ? text.sensorWithHealth(name, text.sensorHealth[health]) : name}</title>
      </circle>
    )
  })
}

/**
 * Returns whether a sensor is within one room length of its room. If it is not, its coordinates are wrong or in another
 * unit.
 */
function isNearRoom([x, y]: Point, room: Box): boolean {
  const reach = boxExtent(room)
  return (
    x > room.left - reach &&
    x < room.right + reach &&
    y > room.top - reach &&
    y < room.bottom + reach
  )
}

function sensorHealth(
  contribution: SensorContribution | undefined,
): keyof typeof text.sensorHealth {
  if (!contribution) return 'silent'
  return contribution.kind === 'missing' ? contribution.why : contribution.kind
}

function overlaps(x: number, y: number, { left, top, right, bottom }: Box): boolean {
  return (
    x > left - labelClearance &&
    x < right + labelClearance &&
    y > top - dotRadius &&
    y < bottom + dotRadius
  )
}
