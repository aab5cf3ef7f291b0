import { maxSensorRooms } from '#src/contract/sensor-insights.ts'
import { useSuspectSensors } from '#src/data/insights/use-suspect-sensors.ts'
import { sensorPeriod, recentSensorPeriod } from '#src/domain/insights/sensor-findings.ts'
import type { InsightsView } from './insights-view.ts'
import { useMoments, usePlaceHours, useRoomInsights } from './use-insights.ts'

/**
 * Loads the figures of a page in the order in which the page shows them, because the gateway runs one query at a time
 * for each account.
 *
 * @param isStopped whether to stop the search for the peak and the run-outs
 */
export function useInsightsFigures(view: InsightsView, isStopped: boolean) {
  const isFuture = view.period.from > view.today
  const current = useRoomInsights(view, !isFuture)
  const hours = usePlaceHours(view, !isFuture)
  const hasFirst = current.data !== undefined && current.isSettled
  const eightWeeks = useRoomInsights(view.eightWeeks, hasFirst)
  const before = useRoomInsights(view.before, hasFirst)
  const hoursBefore = usePlaceHours(view.before, hasFirst)
  const hasFigures = hasFirst && [eightWeeks, before, hoursBefore].every((one) => one.isSettled)
  const moments = useMoments(view, view, hasFigures && !isStopped)
  const isPeakKnown = moments.weeks > 0 && moments.done === moments.weeks
  const earlier = useMoments(isPeakKnown ? view.before : null, view, !isStopped)
  const suspectPeriod = sensorPeriod(view.period, view.today, view.zone)
  const sensors = useSuspectSensors(suspectPeriod, view.rooms, hasFigures)
  const recentPeriod = recentSensorPeriod(view.today, view.zone)
  const recent = useSuspectSensors(recentPeriod, view.rooms, hasFigures)
  const areTooMany = view.rooms.length > maxSensorRooms
  const isRecentSettled = areTooMany || recent.data !== undefined || recent.error !== null
  return {
    isFuture,
    current,
    hours,
    eightWeeks,
    before,
    hoursBefore,
    /** Whether the first figures are loaded, and whether those of all rooms and hours have been requested. */
    hasFirst,
    hasFigures,
    moments,
    /** Whether the peaks and run-outs of both periods are loaded, or a request has failed. */
    areMomentsSettled:
      moments.error !== null ||
      (isPeakKnown && (earlier.error !== null || earlier.done === earlier.weeks)),
    /** For the whole earlier period; null if it is not compared or not loaded. */
    momentsBefore: earlier.done === earlier.weeks ? earlier.moments : null,
    /** Null if no day of the period is over. */
    suspectPeriod,
    sensors,
    /** The sensors that put verdicts about sizes in doubt; null until they are checked. */
    verdictSuspects: isRecentSettled ? recent.suspects : null,
    /** Whether the sensors are checked, cannot be checked, or a request has failed. */
    areSensorsSettled:
      isRecentSettled &&
      (suspectPeriod === null ||
        areTooMany ||
        sensors.data !== undefined ||
        sensors.error !== null),
  }
}
