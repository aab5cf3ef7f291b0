import { Fragment, useCallback, createContext, useContext, type ReactNode } from 'react'
import { formatDuration } from '#src/format/durations.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTimestamp } from '#src/format/times.ts'
import { ago } from '#messages/units.ts'

/**
 * The age of a value, such as `3 s ago`. It updates every second in its own component, so that its parent does not
 * render again.
 *
 * @param at when the value was measured, in Unix milliseconds of the server's clock
 */
export function Age({ at }: { at: number }) {
  const text = useServerClock(useCallback((now: number) => ago(formatDuration(now - at)), [at]))
  // The key creates a new element when the length changes: moving right-aligned text would count as a layout shift.
  return <Fragment key={text.length}>{text}</Fragment>
}

const PollAgeContext = createContext('')

/**
 * Provides the age of the last poll to all components below. It is computed once for all cards, and only the `PollAge`
 * components render when it changes.
 *
 * @param at when the last response arrived, in Unix milliseconds of the server's clock; null before the first response
 */
export function PollAgeProvider({ at, children }: { at: number | null; children: ReactNode }) {
  const text = useServerClock(
    useCallback((now: number) => (at === null ? '' : formatDuration(now - at)), [at]),
  )
  return <PollAgeContext value={text}>{children}</PollAgeContext>
}

/** The age of the last poll, such as `3 s ago`. */
export function PollAge() {
  const text = ago(useContext(PollAgeContext))
  // The key avoids layout shifts, as in `Age`.
  return <Fragment key={text.length}>{text}</Fragment>
}

/**
 * A past time in the building's zone.
 *
 * @param at time in Unix milliseconds
 * @param format by default without the zone; see `ZonedTimestamp`
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
