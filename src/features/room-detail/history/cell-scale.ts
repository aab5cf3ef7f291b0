import { defaultBusyThreshold, isBusy } from '#src/domain/occupancy/room-occupancy.ts'

/** The colour of a cell: no people, one of four steps of blue, busy or full, or over capacity. */
type CellStep = 'free' | '1' | '2' | '3' | '4' | 'busy' | 'over'

/**
 * Upper limits of the first three blue steps, as shares of capacity. The fourth step ends at the busy threshold. If the
 * threshold is not above the last limit, the four steps are equal parts of the threshold.
 */
const shareLimits = [0.2, 0.4, 0.6] as const

/** Maps a number of people to a colour, and lists the steps with their upper limits, for the legend. */
export type CellScale = {
  /**
   * `capacity`: steps are shares of capacity; `people`: steps are shares of the peak, because the capacity is unknown.
   */
  kind: 'capacity' | 'people'
  stepAt: (people: number) => CellStep
  /**
   * Upper limits of the blue steps: of all four as shares for `capacity`, where the last is the busy threshold and not
   * part of its step; of the first three in people for `people`.
   */
  limits: readonly number[]
}

/**
 * Returns the colours of a room's cells: by share of capacity or, if the capacity is unknown, by people in four equal
 * steps up to the peak.
 *
 * @param peak the largest number of people to show
 * @param busyThreshold share of capacity; null for the default
 */
export function createCellScale(
  capacity: number | null,
  peak: number,
  busyThreshold: number | null,
): CellScale {
  if (capacity === null || capacity <= 0) {
    const width = Math.max(1, Math.ceil(peak / 4))
    const limits = [width, 2 * width, 3 * width]
    return { kind: 'people', limits, stepAt: (people) => blueStep(people, limits) }
  }
  const limits = toShareLimits(busyThreshold ?? defaultBusyThreshold)
  return {
    kind: 'capacity',
    limits,
    stepAt(people) {
      if (people > capacity) return 'over'
      return isBusy(people, capacity, busyThreshold) ? 'busy' : blueStep(people / capacity, limits)
    },
  }
}

function toShareLimits(busyThreshold: number): readonly number[] {
  return busyThreshold > shareLimits[2]
    ? [...shareLimits, busyThreshold]
    : [1, 2, 3, 4].map((part) => (part * busyThreshold) / 4)
}

function blueStep(value: number, limits: readonly number[]): CellStep {
  if (value <= 0) return 'free'
  const [first = 0, second = 0, third = 0] = limits
  if (value <= first) return '1'
  if (value <= second) return '2'
  return value <= third ? '3' : '4'
}
