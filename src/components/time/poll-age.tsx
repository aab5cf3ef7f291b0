import { createContext, Fragment, useCallback, useContext, type ReactNode } from 'react'
import { useServerTime } from '#src/lib/server-now.ts'
import { spanInWords } from '#src/domain/time/duration.ts'

const PollAgeContext = createContext('')

/**
 * Tells everything below it how old the last poll is. Reckoned once for all cards, not once for each: only the words
 * under the figures render when it ticks.
 *
 * @param at when the last poll was answered, Unix milliseconds of the server's clock
 */
export function PollAgeProvider({ at, children }: { at: number | null; children: ReactNode }) {
  const words = useServerTime(
    useCallback((now: number) => (at === null ? '' : spanInWords(now - at)), [at]),
  )
  return <PollAgeContext value={words}>{children}</PollAgeContext>
}

/** How old the last poll is: `3 s ago`. */
export function PollAge() {
  const words = `${useContext(PollAgeContext)} ago`
  // See Age.
  return <Fragment key={words.length}>{words}</Fragment>
}
