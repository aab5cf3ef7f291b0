import { Fragment, useCallback } from 'react'
import { spanInWords } from '#src/domain/time/duration.ts'
import { useServerTime } from '#src/lib/server-now.ts'

/**
 * How old a figure is, ticking in a leaf of its own so that nothing around it renders: `3 s ago`.
 *
 * @param at when the figure was true, Unix milliseconds of the server's clock
 */
export function Age({ at }: { at: number }) {
  const words = useServerTime(useCallback((now: number) => `${spanInWords(now - at)} ago`, [at]))
  // One text, and a new one where it is longer: what is set flush right would move, which is a layout shift.
  return <Fragment key={words.length}>{words}</Fragment>
}
