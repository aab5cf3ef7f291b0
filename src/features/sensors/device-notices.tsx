import { describePollError } from '#src/format/describe-poll-error.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { describeDuplicates, describeMissingParts } from '#src/format/missing-parts.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { Button } from '#src/components/ui/button.tsx'

/** Notices about the sensor data: its age after a failed request, and missing parts. */
export function DirectoryNotices({
  directory: { at, missing, duplicates },
  error,
}: {
  directory: SensorDirectory
  /** Why the last request failed; null if it succeeded. */
  error: unknown
}) {
  return (
    <>
      {error !== null && (
        <p role="status" className="pt-2 text-busy-ink">
          {describePollError(error)} What Butlr told of its sensors is <Age at={at} />.
        </p>
      )}
      {missing.length > 0 && (
        <p className="pt-2 text-busy-ink">
          Butlr sent only a part of the sensors. Missing: {describeMissingParts(missing)}.
        </p>
      )}
      {duplicates.length > 0 && (
        <p className="pt-2 text-ink-muted">
          Butlr lists {describeDuplicates(duplicates)} more than once. Each is counted once.
        </p>
      )}
    </>
  )
}

/** How many devices are hidden and why, with a button that shows them; renders nothing if none are. */
export function HiddenDevicesToggle({
  text,
  shown,
  onShow,
}: {
  text: string
  shown: boolean
  onShow: (shown: boolean) => void
}) {
  if (text === '') return null
  return (
    <p className="flex flex-wrap items-center gap-x-3 pb-2 text-ink-muted">
      {text} {shown ? 'shown' : 'hidden'}
      <Button variant="quiet" aria-pressed={shown} onClick={() => onShow(!shown)}>
        {shown ? 'Hide them' : 'Show them'}
      </Button>
    </p>
  )
}
