import { History } from 'lucide-react'
import { useCallback, useLayoutEffect } from 'react'
import { Age } from '#src/components/time/timestamps.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import * as text from '#messages/replay.ts'

/**
 * States on all pages of a replay, above everything else, that its values are not live, and frames the window.
 *
 * @param moment such as `Wed, 25 Nov 2026, 14:05`; null while it is unknown
 * @param at the moment that is replayed, in Unix milliseconds
 */
export function ReplayBand({
  moment,
  at,
  onBack,
}: {
  moment: string | null
  at: number
  onBack: () => void
}) {
  const isPast = useServerClock(useCallback((now: number) => at <= now, [at]))
  // The header moves below the band.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset['replay'] = ''
    return () => {
      delete dataset['replay']
    }
  }, [])
  return (
    <>
      <section aria-label={text.notLive} className="replay-band">
        <History className="size-4.5 flex-none" strokeWidth={1.5} aria-hidden="true" />
        <p className="replay-moment">
          <b>{text.notLive}</b> {moment !== null && <span>{moment}</span>}
          {moment !== null && isPast && (
            <span className="replay-age">
              <Age at={at} />
            </span>
          )}
        </p>
        <button type="button" aria-keyshortcuts="Escape" className="replay-back" onClick={onBack}>
          {text.backToLive} <kbd aria-hidden="true">{text.escapeKey}</kbd>
        </button>
      </section>
      <div aria-hidden="true" className="replay-frame" />
    </>
  )
}
