import './week-table.css'
import type { ReactNode, Ref } from 'react'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { formatHour, formatWeekday } from '#src/format/periods.ts'

/** Whether the hours are the rows of a `WeekTable`, because the screen is narrow. */
export const useHoursAreRows = () => useMediaQuery('(width < 45rem)')

/** Formats an hour of the day: `07`. */
export const shortHour = (hour: number) => formatHour(hour).slice(0, 2)

/** An hour of the day. `data-every` is the longest interval of labels, in hours, that includes it. */
function HourLabel({ hour }: { hour: number }) {
  return (
    <span className="week-hour">
      <span data-every={hour % 4 === 0 ? 4 : hour % 2 === 0 ? 2 : 1}>{shortHour(hour)}</span>
    </span>
  )
}

/** The number of a cell. Hidden from screen readers, because the cell has a description. */
export function WeekNumber({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden="true" className="week-number">
      <span>{children}</span>
    </span>
  )
}

/** Returns the largest length of the numbers of a table, in characters, for `WeekTable`. */
export const longestNumber = (numbers: readonly (string | null)[]) =>
  Math.max(0, ...numbers.map((one) => one?.length ?? 0))

/**
 * A table of the hours of a week: weekdays down and hours across, or the other way round on a phone.
 *
 * @param weekdays 0 is Monday
 * @param longest the length of the longest number, in characters; without space for it, cells show no numbers
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
  longest,
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
  longest: number
  cell: (weekday: number, hour: number) => ReactNode
  isTransposed?: boolean
}) {
  const isPhone = useHoursAreRows()
  const hoursAreRows = isTransposed ?? isPhone
  return (
    <table ref={ref} className={className} data-longest={Math.min(6, longest)}>
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={cornerClassName}>
            <span className="sr-only">
              {hoursAreRows ? columnLabels.hour : columnLabels.weekday}
            </span>
          </th>
          {hoursAreRows
            ? weekdays.map((weekday) => (
                <th key={weekday} scope="col">
                  {formatWeekday(weekday)}
                </th>
              ))
            : hours.map((hour) => (
                <th key={hour} scope="col">
                  <HourLabel hour={hour} />
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
