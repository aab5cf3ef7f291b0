import type { ReactNode, Ref } from 'react'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { formatHour, formatWeekday } from '#src/format/periods.ts'

/** Whether the hours are the rows of a `WeekTable`, because the screen is narrow. */
export const useHoursAreRows = () => useMediaQuery('(width < 45rem)')

/** Formats an hour of the day: `07`. */
export const shortHour = (hour: number) => formatHour(hour).slice(0, 2)

/**
 * A table of the hours of a week: weekdays down and hours across, or the other way round on a phone.
 *
 * @param weekdays 0 is Monday
 * @param cell returns the `td` of an hour, with a key
 * @param isTransposed whether hours are the rows; by default, only on a phone
 */
export function WeekTable({
  ref,
  className,
  cornerClassName,
  caption,
  columnLabels,
  weekdays,
  hours,
  cell,
  isTransposed,
}: {
  ref?: Ref<HTMLTableElement>
  className: string
  cornerClassName: string
  caption: string
  /** Headings for screen readers of the first column. */
  columnLabels: { weekday: string; hour: string }
  weekdays: readonly number[]
  hours: readonly number[]
  cell: (weekday: number, hour: number) => ReactNode
  isTransposed?: boolean
}) {
  const isPhone = useHoursAreRows()
  const hoursAreRows = isTransposed ?? isPhone
  return (
    <table ref={ref} className={className}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={cornerClassName}>
            <span className="sr-only">
              {hoursAreRows ? columnLabels.hour : columnLabels.weekday}
            </span>
          </th>
          {(hoursAreRows ? weekdays.map(formatWeekday) : hours.map(shortHour)).map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hoursAreRows
          ? hours.map((hour) => (
              <tr key={hour}>
                <th scope="row">{shortHour(hour)}</th>
                {weekdays.map((weekday) => cell(weekday, hour))}
              </tr>
            ))
          : weekdays.map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{formatWeekday(weekday)}</th>
                {hours.map((hour) => cell(weekday, hour))}
              </tr>
            ))}
      </tbody>
    </table>
  )
}
