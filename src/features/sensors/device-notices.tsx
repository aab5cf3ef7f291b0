import { maxSensorRooms } from '#src/contract/sensor-insights.ts'
import * as text from '#messages/sensors.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { describeDuplicates, describeMissingParts } from '#src/format/missing-parts.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { Button } from '#src/components/ui/button.tsx'

/**
 * Shows the age of the sensor data after a failed request, missing and duplicate parts, and whether the history of the
 * sensors is not checked.
 */
export function DirectoryNotices({
  directory: { at, missing, duplicates },
  error,
  isHistoryUnchecked,
}: {
  directory: SensorDirectory
  /** Why the last request failed; null if it succeeded. */
  error: unknown
  isHistoryUnchecked: boolean
}) {
  return (
    <>
      {error !== null && (
        <p role="status" className="pt-2 text-busy-ink">
          {text.outdatedNotice(describePollError(error), <Age at={at} />)}
        </p>
      )}
      {missing.length > 0 && (
        <p className="pt-2 text-busy-ink">{text.missingNotice(describeMissingParts(missing))}</p>
      )}
      {duplicates.length > 0 && (
        <p className="pt-2 text-ink-muted">
          {text.duplicatesNotice(describeDuplicates(duplicates))}
        </p>
      )}
      {isHistoryUnchecked && (
        <p className="pt-2 text-ink-muted">{text.historyUncheckedNotice(maxSensorRooms)}</p>
      )}
    </>
  )
}

/**
 * States how many devices are hidden by default and why, with a button that shows or hides them.
 *
 * @param text from `describeHiddenDevices`; renders nothing if it is empty
 */
export function HiddenDevicesToggle({
  text: description,
  shown,
  onShow,
}: {
  text: string
  shown: boolean
  onShow: (shown: boolean) => void
}) {
  if (description === '') return null
  return (
    <p className="mr-auto flex flex-wrap items-center gap-1 text-ink-muted">
      {description}
      <Button
        variant="quiet"
        className="-ml-2"
        aria-pressed={shown}
        aria-label={shown ? text.hideHiddenLabel : text.showHiddenLabel}
        onClick={() => onShow(!shown)}
      >
        {shown ? text.hideHiddenButton : text.showHiddenButton}
      </Button>
    </p>
  )
}
