import { Fragment, useCallback, createContext, useContext, type ReactNode } from 'react'
import { formatDuration } from '#src/format/durations.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTimestamp } from '#src/format/times.ts'
import { ago } from '#messages/units.ts'

/**
 * The age of a value, such as `3 s ago`. A separate component, so that the update every second does not render its
 * parent.
 *
 * @param at when the value was measured, in Unix milliseconds by the server's clock
 */
export function Age({ at }: { at: number }) {
  const text = useServerClock(useCallback((now: number) => ago(formatDuration(now - at)), [at]))
  // A string of a different length needs a new element, because moving right-aligned text would count as a layout
  // shift.
  return <Fragment key={text.length}>{text}</Fragment>
}

/** The text of all `PollAge` components. A replay shows its own time there. */
export const PollAgeContext = createContext('')

/**
 * Provides the age of the last poll to all components inside. The age is computed once for all cards, and a change
 * renders only the `PollAge` components.
 *
 * @param at when the last response arrived, in Unix milliseconds by the server's clock; null before the first response
 */
export function PollAgeProvider({ at, children }: { at: number | null; children: ReactNode }) {
  const text = useServerClock(
    useCallback((now: number) => (at === null ? '' : ago(formatDuration(now - at))), [at]),
  )
  return <PollAgeContext value={text}>{children}</PollAgeContext>
}

/** The age of the last poll, such as `3 s ago`. Requires a `PollAgeProvider` or another `PollAgeContext`. */
export function PollAge() {
  const text = useContext(PollAgeContext)
  // The key avoids layout shifts, as in `Age`.
  return <Fragment key={text.length}>{text}</Fragment>
}

/**
 * A past time in the building's zone.
 *
 * @param at in Unix milliseconds
 * @param format by default, the time without its zone; see `ZonedTimestamp`
 */
export function Timestamp({
  at,
  zone,
  format = formatTimestamp,
}: {
  at: number
  zone: TimeZone
  format?: typeof formatTimestamp
}) {
  return useServerClock(useCallback((now: number) => format(at, zone, now), [at, zone, format]))
}
