import { Fragment, useCallback, createContext, useContext, type ReactNode } from 'react'
import { formatDuration } from '#src/domain/time/duration.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { formatTimestamp, type TimeZone } from '#src/domain/time/time-zone.ts'

/**
 * How old a figure is, ticking in a leaf of its own so that nothing around it renders: `3 s ago`.
 *
 * @param at when the figure was true, Unix milliseconds of the server's clock
 */
export function Age({ at }: { at: number }) {
  const text = useServerClock(useCallback((now: number) => `${formatDuration(now - at)} ago`, [at]))
  // One text, and a new one where it is longer: what is set flush right would move, which is a layout shift.
  return <Fragment key={text.length}>{text}</Fragment>
}

const PollAgeContext = createContext('')

/**
 * Tells everything below it how old the last poll is. Reckoned once for all cards, not once for each: only the words
 * under the figures render when it ticks.
 *
 * @param at when the last poll was answered, Unix milliseconds of the server's clock
 */
export function PollAgeProvider({ at, children }: { at: number | null; children: ReactNode }) {
  const text = useServerClock(
    useCallback((now: number) => (at === null ? '' : formatDuration(now - at)), [at]),
  )
  return <PollAgeContext value={text}>{children}</PollAgeContext>
}

/** How old the last poll is: `3 s ago`. */
export function PollAge() {
  const text = `${useContext(PollAgeContext)} ago`
  // See Age.
  return <Fragment key={text.length}>{text}</Fragment>
}

/**
 * A moment in the past, in the building's time, as `formatMoment` has it.
 *
 * @param at Unix milliseconds
 */
export function Timestamp({ at, zone }: { at: number; zone: TimeZone }) {
  return useServerClock(useCallback((now: number) => formatTimestamp(at, zone, now), [at, zone]))
}
