import { useId, useState } from 'react'
import { parseOvernightTimes } from '#src/contract/overnight-times.ts'
import { Button } from '#src/components/ui/button.tsx'
import { NativeSelect } from '#src/components/ui/native-select.tsx'
import * as text from '#messages/settings.ts'
import { commonTimes, defaultTimes } from './opening-draft.ts'

const hours = Array.from({ length: 25 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const openingHours = hours.slice(0, -1)
const closingHours = hours.slice(1)

/** The working week, and the opening times: the same every day, or by day. */
export function OpeningTimesField({
  days,
  disabled,
  onChange,
}: {
  /** The times of each weekday, beginning with Monday; empty if closed. */
  days: readonly string[]
  disabled: boolean
  onChange: (days: string[]) => void
}) {
  const common = commonTimes({ days, closedDays: [] })
  const [wantsByDay, setWantsByDay] = useState(false)
  const isByDay = wantsByDay || common === null
  const setDay = (day: number, times: string) =>
    onChange(days.map((one, index) => (index === day ? times : one)))
  const setAll = (times: string) => onChange(days.map((one) => (one === '' ? '' : times)))
  return (
    <>
      <fieldset disabled={disabled}>
        <legend className="pb-1.5 font-medium">{text.workingWeek}</legend>
        <div className="flex flex-wrap gap-1">
          {text.weekdays.map((name, day) => (
            <button
              key={name}
              type="button"
              aria-pressed={days[day] !== ''}
              aria-label={`${text.weekdaysShort[day]}, ${name}`}
              className="settings-weekday"
              onClick={() => setDay(day, days[day] === '' ? (common ?? defaultTimes) : '')}
            >
              {text.weekdaysShort[day]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset disabled={disabled}>
        <legend className="pb-1.5 font-medium">{text.open}</legend>
        {isByDay ? (
          <TimesByDay
            days={days}
            onChange={(day, times) => {
              // Keeps the fields when the days become equal.
              setWantsByDay(true)
              setDay(day, times)
            }}
          />
        ) : (
          <CommonTimes times={common} onChange={setAll} />
        )}
        {!disabled && (
          <Button
            variant="quiet"
            className="settings-text-button mt-2"
            onClick={() => {
              if (isByDay) setAll(common ?? days.find((times) => times !== '') ?? defaultTimes)
              setWantsByDay(!isByDay)
            }}
          >
            {isByDay ? text.setForAllDays : text.setByDay}
          </Button>
        )}
      </fieldset>
    </>
  )
}

function CommonTimes({ times, onChange }: { times: string; onChange: (times: string) => void }) {
  const [from = '', to = ''] = times.split('-')
  const intervals = parseOvernightTimes(times)
  const isInvalid = intervals === null
  const isOvernight = intervals?.some((interval) => interval.to > 24) === true
  const select = (
    label: string,
    options: readonly string[],
    value: string,
    set: (value: string) => string,
  ) => (
    <NativeSelect
      aria-label={label}
      value={value}
      aria-invalid={isInvalid ? true : undefined}
      onChange={(event) => onChange(set(event.target.value))}
      className="settings-input"
    >
      {options.map((hour) => (
        <option key={hour} value={hour}>
          {hour}
        </option>
      ))}
    </NativeSelect>
  )
  return (
    <div className="flex flex-wrap items-center gap-2">
      {select(text.openFrom, openingHours, from, (value) => `${value}-${to}`)}
      <span>{text.to}</span>
      {select(text.openTo, closingHours, to, (value) => `${from}-${value}`)}
      <span className="text-ink-muted">
        {isOvernight ? text.nextDayEveryDay : text.sameEveryDay}
      </span>
      {isInvalid && (
        <span role="alert" className="text-over-ink">
          {text.invalidHours}
        </span>
      )}
    </div>
  )
}

function TimesByDay({
  days,
  onChange,
}: {
  days: readonly string[]
  onChange: (day: number, times: string) => void
}) {
  const hintId = useId()
  return (
    <div className="grid gap-2">
      {text.weekdays.map(
        (name, day) =>
          days[day] !== '' && (
            <label key={name} className="settings-day">
              <span>{name}</span>
              <input
                aria-label={text.timesOfDay(name)}
                aria-describedby={hintId}
                aria-invalid={parseOvernightTimes(days[day] ?? '') === null ? true : undefined}
                value={days[day]}
                // A space keeps the day open while the field is empty.
                onChange={(event) => onChange(day, event.target.value || ' ')}
                className="settings-input"
              />
            </label>
          ),
      )}
      <p id={hintId} className="text-ink-muted">
        {text.timesHint}
      </p>
    </div>
  )
}
