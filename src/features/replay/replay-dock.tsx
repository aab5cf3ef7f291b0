import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import type { Segment } from '#src/components/ui/segmented-control.tsx'
import { SegmentedSelect } from '#src/components/ui/segmented-select.tsx'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { localMinuteOfDay } from '#src/domain/time/local-date.ts'
import { minute as minuteMs } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatMinuteOfDay } from '#src/format/periods.ts'
import * as text from '#messages/replay.ts'
import { ReplayCurve } from './replay-curve.tsx'
import { speeds, type Speed } from './use-playback.ts'

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const
const speedSegments: readonly Segment<`${Speed}`>[] = speeds.map((speed) => ({
  value: `${speed}`,
  label: text.speedLabel(speed),
}))
/** Minutes between the labels of the time axis. */
const labelMinutes = 240

/**
 * The day of a replay. `minute` and `last` are indices of minutes: the current minute, and the last minute that can be
 * shown.
 */
export type DockDay = {
  from: number
  minutes: number
  minute: number
  last: number
  people: readonly (number | null)[]
  closed: readonly { from: number; to: number }[]
  zone: TimeZone
  /** Such as `Wed 25 Nov`. */
  name: string
}

export type DockControls = {
  isPlaying: boolean
  speed: Speed
  hasNextDay: boolean
  onTogglePlaying: () => void
  onSpeed: (speed: Speed) => void
  onMinute: (minute: number) => void
  onMoveDays: (days: number) => void
}

/** The controls of the replay, at the bottom of the window. */
export function ReplayDock({ day, controls }: { day: DockDay; controls: DockControls }) {
  const { isPlaying, speed, onTogglePlaying, onSpeed } = controls
  const isAtEnd = day.minute >= day.last
  const isNarrow = useMediaQuery('(width < 48rem)')
  const selectSpeed = (value: string) => onSpeed(speeds.find((one) => `${one}` === value) ?? speed)
  return (
    <section aria-label={text.controls} className="replay-dock">
      <DayStepper day={day} controls={controls} />
      <TimeLine day={day} onMinute={controls.onMinute} />
      <div className="replay-player">
        <button
          type="button"
          aria-label={isPlaying ? text.pause : text.play}
          aria-keyshortcuts="Space"
          aria-disabled={isAtEnd && !isPlaying}
          onClick={onTogglePlaying}
          className="replay-play"
        >
          {isPlaying ? <Pause {...iconProps} /> : <Play {...iconProps} />}
        </button>
        <SegmentedSelect
          label={text.speed}
          isNarrow={isNarrow}
          segments={speedSegments}
          value={`${speed}`}
          onChange={selectSpeed}
          selectClassName="replay-speeds"
        />
        <span className="replay-pace">{text.pace(speed / 60)}</span>
      </div>
    </section>
  )
}

function DayStepper({ day, controls }: { day: DockDay; controls: DockControls }) {
  return (
    <div className="replay-clock">
      <span className="replay-time">{formatTime(day.from + day.minute * minuteMs, day.zone)}</span>
      <div className="replay-days">
        <button
          type="button"
          aria-label={text.previousDay}
          aria-keyshortcuts=","
          className="replay-step"
          onClick={() => controls.onMoveDays(-1)}
        >
          <ChevronLeft {...iconProps} />
        </button>
        <span>{day.name}</span>
        <button
          type="button"
          aria-label={text.nextDay}
          aria-keyshortcuts="."
          className="replay-step"
          disabled={!controls.hasNextDay}
          onClick={() => controls.onMoveDays(1)}
        >
          <ChevronRight {...iconProps} />
        </button>
      </div>
    </div>
  )
}

function TimeLine({ day, onMinute }: { day: DockDay; onMinute: (minute: number) => void }) {
  const { from, minutes, minute, last, people, closed, zone } = day
  const at = from + minute * minuteMs
  const count = people[minute] ?? null
  const position = (index: number) => `${(100 * index) / minutes}%`
  return (
    <div className="replay-line">
      <ReplayCurve people={people} minute={minute} closed={closed} />
      <span className="replay-head" style={{ left: position(minute + 0.5) }} />
      <input
        type="range"
        aria-label={text.timeOfDay}
        aria-valuetext={text.sliderText(
          formatTime(at, zone),
          count === null ? text.noData : text.people(count),
        )}
        min={0}
        max={last}
        value={minute}
        onChange={({ target }) => onMinute(target.valueAsNumber)}
        style={{ width: position(last + 1) }}
      />
      <div aria-hidden="true" className="replay-axis">
        {listLabels(from, minutes, zone).map(({ index, label }) => (
          <span key={index} style={{ left: position(index) }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Returns the labels of the time axis: every four hours of the local clock. */
function listLabels(from: number, minutes: number, zone: TimeZone) {
  const labels: { index: number; label: string }[] = []
  for (let index = 0; index < minutes; index += 15) {
    const local = localMinuteOfDay(from + index * minuteMs, zone)
    if (local % labelMinutes === 0) labels.push({ index, label: formatMinuteOfDay(local) })
  }
  const end = localMinuteOfDay(from + minutes * minuteMs, zone)
  if (end === 0) labels.push({ index: minutes, label: text.endOfDay })
  return labels
}
