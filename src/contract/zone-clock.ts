import * as v from 'valibot'
import { FiniteNumber } from './butlr-values.ts'

/**
 * A period in which the clock of a time zone does not change. `from` and `to` are in Unix minutes, `offset` is local
 * time minus UTC in minutes, and `abbreviation` is the short name of the zone in this period: `CET`, `GMT+5:30`.
 */
const ClockPeriod = v.object({
  from: FiniteNumber,
  to: FiniteNumber,
  offset: FiniteNumber,
  abbreviation: v.string(),
})
export type ClockPeriod = v.InferOutput<typeof ClockPeriod>

/**
 * The clock of a time zone according to the gateway's time zone data: periods in order and without gaps. `zone` is an
 * IANA name.
 */
export const ZoneClock = v.object({ zone: v.string(), periods: v.array(ClockPeriod) })
export type ZoneClock = v.InferOutput<typeof ZoneClock>
