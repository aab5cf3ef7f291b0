import { useCallback, useId } from 'react'
import { labelOptions, SelectField } from '#src/components/ui/select-field.tsx'
import { TextField } from '#src/components/ui/text-field.tsx'
import { dateTimeFormatter } from '#src/format/times.ts'
import * as text from '#messages/boards.ts'
import { day } from '#src/domain/time/duration.ts'
import { outsideHoursOptions, type BoardDraft, type OpeningHours } from '#src/contract/board.ts'
import { getBoardZone, selectBoardRooms } from '#src/board/board-places.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { useTopology } from '#src/data/topology/queries.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import type { DraftFieldsProps } from './board-draft.ts'
import { FlagField } from './flag-field.tsx'

const defaultHours: OpeningHours = {
  days: [1, 2, 3, 4, 5],
  from: '07:00',
  to: '19:00',
  otherwise: 'dim',
}
const aMonday = Date.UTC(2024, 0, 1)
/** Short names of the days, Monday first. */
const weekdayLabels = Array.from({ length: 7 }, (_, index) =>
  dateTimeFormatter({ weekday: 'short', timeZone: 'UTC' }).format(aMonday + index * day),
)

export function HoursFields({ draft, fieldErrors, onChange }: DraftFieldsProps) {
  const { hours } = draft
  const hintId = useId()
  const change = (some: Partial<OpeningHours>) =>
    onChange({ hours: { ...(hours ?? defaultHours), ...some } })
  const timeField = (end: 'from' | 'to', label: string) => (
    <TextField
      label={label}
      type="time"
      value={(hours ?? defaultHours)[end]}
      error={fieldErrors[`hours.${end}`] ?? null}
      onChange={(event) => change({ [end]: event.target.value })}
    />
  )
  return (
    <fieldset className="grid gap-3" aria-describedby={hours === null ? undefined : hintId}>
      <legend className="sr-only">{text.hoursLegend}</legend>
      <FlagField
        label={text.screenOnField}
        value={hours !== null}
        options={text.screenOnOptions}
        onChange={(hasHours) => onChange({ hours: hasHours ? defaultHours : null })}
      />
      {hours !== null && (
        <>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {weekdayLabels.map((name, index) => (
              <label key={name} className="flex h-8 items-center gap-1.5">
                <input
                  type="checkbox"
                  checked={hours.days.includes(index + 1)}
                  onChange={({ target }) =>
                    change({
                      days: target.checked
                        ? [...hours.days, index + 1].toSorted((a, b) => a - b)
                        : hours.days.filter((one) => one !== index + 1),
                    })
                  }
                />
                {name}
              </label>
            ))}
          </div>
          {fieldErrors['hours.days'] && (
            <p role="alert" className="text-over-ink">
              {fieldErrors['hours.days']}
            </p>
          )}
          <div className="grid gap-3 sm:grid-cols-3">
            {timeField('from', text.hoursFrom)}
            {timeField('to', text.hoursTo)}
            <SelectField
              label={text.outsideHoursField}
              value={hours.otherwise}
              options={labelOptions(outsideHoursOptions, text.outsideHoursLabels)}
              onChange={(otherwise) => change({ otherwise })}
            />
          </div>
          <p id={hintId} className="text-ink-muted">
            <HoursHint draft={draft} hours={hours} />
          </p>
        </>
      )}
    </fieldset>
  )
}

/** Names the time zone of the hours, and explains an end that is not after the start. */
function HoursHint({ draft, hours }: { draft: BoardDraft; hours: OpeningHours }) {
  const { rooms = [] } = useLiveRooms()
  const { topology } = useTopology()
  const zone = getBoardZone(selectBoardRooms(draft, rooms, topology), topology)
  const label = useServerClock(useCallback((now: number) => formatTimeZone(zone, now), [zone]))
  return (
    <>
      {text.hoursZone(label)}
      {hours.from === hours.to && ` ${text.wholeDayHint}`}
      {hours.to !== '' && hours.to < hours.from && ` ${text.nextDayHint}`}
    </>
  )
}
