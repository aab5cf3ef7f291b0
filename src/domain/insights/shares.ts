/** A share with the sums from which it is computed. */
export type Share = { value: number; part: number; whole: number }

/** The sums of a room over opening hours from which its shares are computed. `RoomInsight` contains them. */
export type OpenUse = {
  openMinutes: number
  knownOpenMinutes: number
  completeOpenMinutes: number
  knownHours: number
  usedHours: number
  /** Within used hours. */
  minutesInUse: number
  personMinutes: number
}

/** The shares of a room or a place. docs/metrics.md defines them. All of them cover opening hours only. */
export type UseShares = {
  /** Used hours ÷ known hours; null without a known hour. */
  frequency: Share | null
  /** Person-minutes ÷ seat-minutes in use, within used hours; null if never used, or without a capacity. */
  occupancyInUse: Share | null
  /** Frequency × occupancy when in use; null without a known hour or a capacity, 0 if never used. */
  utilisation: number | null
  /** Number of decimals with which to print the three percentages. */
  decimals: 0 | 1
  /** Known and complete minutes, each ÷ open minutes; null if never open. */
  known: Share | null
  complete: Share | null
}

/** A room and its number of seats; null if the capacity is unknown. */
export type RoomUse = { use: OpenUse; capacity: number | null }

/**
 * Returns the shares of a place: each one is computed from sums over its rooms. The frequency covers all rooms,
 * occupancy when in use only the rooms with a capacity. All of them use today's capacities.
 */
export function computeShares(rooms: readonly RoomUse[]): UseShares {
  const total = (read: (room: RoomUse) => number) =>
    rooms.reduce((sum, room) => sum + read(room), 0)
  const frequency = toShare(
    total(({ use }) => use.usedHours),
    total(({ use }) => use.knownHours),
  )
  const occupancyInUse = toShare(
    total(({ use, capacity }) => (capacity === null ? 0 : use.personMinutes)),
    total(({ use, capacity }) => use.minutesInUse * (capacity ?? 0)),
  )
  const openMinutes = total(({ use }) => use.openMinutes)
  return {
    frequency,
    occupancyInUse,
    utilisation: computeUtilisation(rooms, frequency, occupancyInUse),
    decimals: equationDecimals(frequency?.value ?? 0, occupancyInUse?.value ?? 0),
    known: toShare(
      total(({ use }) => use.knownOpenMinutes),
      openMinutes,
    ),
    complete: toShare(
      total(({ use }) => use.completeOpenMinutes),
      openMinutes,
    ),
  }
}

function computeUtilisation(
  rooms: readonly RoomUse[],
  frequency: Share | null,
  occupancyInUse: Share | null,
): number | null {
  if (frequency === null || rooms.every(({ capacity }) => capacity === null)) return null
  if (frequency.value === 0) return 0
  return occupancyInUse && frequency.value * occupancyInUse.value
}

function toShare(part: number, whole: number): Share | null {
  return whole > 0 ? { value: part / whole, part, whole } : null
}

/** How busy a period was compared with an earlier one, and the figure that shows it. */
export type UseComparison = {
  basis: 'utilisation' | 'frequency'
  result: 'busier' | 'equal' | 'quieter'
}

/** Two periods are equally busy if the figure of the later one differs by at most this share of the earlier one's. */
const equalShare = 0.05

/**
 * Compares the use in two periods by utilisation, or by frequency if one of them has no utilisation. Null without a
 * figure for both.
 */
export function compareUse(current: UseShares, before: UseShares): UseComparison | null {
  const basis =
    current.utilisation === null || before.utilisation === null ? 'frequency' : 'utilisation'
  const read = ({ utilisation, frequency }: UseShares) =>
    basis === 'utilisation' ? utilisation : (frequency?.value ?? null)
  const now = read(current)
  const earlier = read(before)
  if (now === null || earlier === null) return null
  const isEqual = Math.abs(now - earlier) <= equalShare * earlier
  return { basis, result: isEqual ? 'equal' : now > earlier ? 'busier' : 'quieter' }
}

/** Returns a share in percent, rounded to a number of decimals. */
export function toPercent(share: number, decimals: 0 | 1): number {
  const factor = 10 ** decimals
  return Math.round(share * 100 * factor) / factor
}

/**
 * Returns the number of decimals for the percentages of frequency × occupancy when in use = utilisation: 1 if the
 * product of the whole percentages rounds to a different whole percentage than the product of the exact values, else 0.
 */
export function equationDecimals(frequency: number, occupancyInUse: number): 0 | 1 {
  const productOfRounded = (toPercent(frequency, 0) * toPercent(occupancyInUse, 0)) / 100
  return Math.round(productOfRounded) === toPercent(frequency * occupancyInUse, 0) ? 0 : 1
}
