import { minute } from '#src/domain/time/duration.ts'

/** What the current readings span, milliseconds (currentOccupancy asks for it as a relative time). */
export const windowMs = 2 * minute
