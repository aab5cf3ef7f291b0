/** Numbers of seats by which the demand for rooms is compared with the supply. 1 means rooms of any size. */
const sizes = [1, 2, 4, 8, 12, 16, 20, 30, 40, 50, 60, 80, 100]

/** Minutes without people after which a room counts as free. */
export const freeAfterMinutes = 2

/** Returns whether a room has at least `seats` seats. A room of unknown capacity counts only as a room of any size. */
export function hasSeats(capacity: number | null, seats: number): boolean {
  return seats <= 1 || (capacity ?? 0) >= seats
}

/**
 * Returns the numbers of seats by which rooms are compared, in ascending order. Leaves out sizes without a room, and
 * sizes with the same rooms as a smaller size.
 */
export function listSizeClasses(capacities: readonly (number | null)[]): number[] {
  const classes: number[] = []
  let smaller = 0
  for (const seats of sizes) {
    const rooms = capacities.filter((capacity) => hasSeats(capacity, seats)).length
    if (rooms > 0 && rooms !== smaller) classes.push(seats)
    smaller = rooms
  }
  return classes
}
