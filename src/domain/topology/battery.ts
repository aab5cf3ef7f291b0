import { day } from '#src/domain/time/duration.ts'

/** A battery is due when it is to be changed within so long (Butlr API notes, units and meaning). Milliseconds. */
export const batteryDueWithinMs = 30 * day
