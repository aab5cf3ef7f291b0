import { ProgressBar } from '#src/components/ui/progress-bar.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatDate } from '#src/format/dates.ts'
import * as text from '#messages/room-detail.tsx'

/**
 * Shows how much of the history is collected, until all of it is.
 *
 * @param from the first collected instant, in Unix milliseconds; null if nothing is collected
 */
export function CollectionProgress({
  daysCollected,
  daysDue,
  from,
  zone,
  className,
}: {
  daysCollected: number
  daysDue: number
  from: number | null
  zone: TimeZone
  className: string
}) {
  if (daysCollected >= daysDue) return null
  return (
    <div className={className}>
      <p>
        {text.collecting(daysCollected, daysDue)}
        {from !== null && ` ${text.collectedFrom(formatDate(from, zone))}`}
      </p>
      <ProgressBar label={text.collectingProgress} max={daysDue} value={daysCollected} />
    </div>
  )
}
