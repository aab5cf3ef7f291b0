import { useCallback, useState } from 'react'
import type { Period } from '#src/domain/history/ranges.ts'
import {
  addDays,
  localDateAt,
  localMinuteOfDay,
  startOfLocalDate,
} from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { DockControls } from './replay-dock.tsx'
import { useReplayKeys } from './replay-keys.ts'
import { usePlayback, type Speed } from './use-playback.ts'
import { localDay } from './use-replay-day.ts'

type ReplayPosition = {
  period: Period
  zone: TimeZone
  /** The minute that is shown and the last minute that can be shown, as indices into the day. */
  minute: number
  last: number
  hasNextDay: boolean
  /** Whether the day has loaded; playback waits until it has. */
  isLoaded: boolean
}

/** Returns the controls of the replay, and handles its keyboard shortcuts and playback. */
export function useReplayControls(
  { period, zone, minute, last, hasNextDay, isLoaded }: ReplayPosition,
  onAt: (at: number) => void,
  onBack: () => void,
): DockControls {
  const [isPlaying, setIsPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const move = useCallback(
    (to: number) => onAt(period.from + Math.max(0, Math.min(to, last)) * minuteMs),
    [onAt, period.from, last],
  )
  usePlayback(isPlaying && isLoaded, speed, (step) => {
    move(minute + step)
    if (minute + step >= last) setIsPlaying(false)
  })
  const controls = {
    isPlaying,
    speed,
    hasNextDay,
    onTogglePlaying: () => setIsPlaying(!isPlaying && minute < last),
    onSpeed: setSpeed,
    onMinute: move,
    onMoveDays: (days: number) => {
      if (days > 0 && !hasNextDay) return
      onAt(sameTimeOnDay(period.from + minute * minuteMs, days, zone))
    },
  }
  useReplayKeys({
    togglePlaying: controls.onTogglePlaying,
    move: (step) => move(minute + step),
    moveDays: controls.onMoveDays,
    backToLive: onBack,
  })
  return controls
}

/** Returns the instant at which the local clock shows the same time some days later. */
function sameTimeOnDay(at: number, days: number, zone: TimeZone): number {
  const date = addDays(localDateAt(at, zone), days)
  const { from, to } = localDay(startOfLocalDate(date, zone), zone)
  const wanted = localMinuteOfDay(at, zone)
  for (let one = from; one < to; one += minuteMs) {
    if (localMinuteOfDay(one, zone) === wanted) return one
  }
  // The clock skips this time on this day.
  return from + wanted * minuteMs
}
