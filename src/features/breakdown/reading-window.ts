import { minute } from '#src/domain/time/duration.ts'

/** Time window of the current readings in milliseconds; `currentOccupancyRequest` sends it as a relative time. */
export const readingWindowMs = 2 * minute
