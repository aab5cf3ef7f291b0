/** The control that selects the period of a page. */
import type { RangeName } from '#src/domain/history/ranges.ts'
import type { ChartRange } from '#src/domain/readings/history.ts'

export const rangeControl = 'Range'
export const rangeOptions: Record<ChartRange | RangeName | 'custom', string> = {
  live: 'Live',
  '1h': '1 h',
  '24h': '24 h',
  today: 'Today',
  yesterday: 'Yesterday',
  '7d': '7 d',
  '30d': '30 d',
  'this-week': 'This week',
  'last-week': 'Last week',
  'this-month': 'This month',
  'last-month': 'Last month',
  custom: 'Custom',
}
/** Buttons beside the dates of the range. @param dates such as `27 Oct – 25 Nov` */
export const earlierPeriod = (dates: string) => `Earlier: ${dates}`
export const laterPeriod = (dates: string) => `Later: ${dates}`
export const noLaterPeriod = 'Later: not available yet'
export const firstDay = 'From'
export const lastDay = 'To'
export const datesReversed = 'The end date must be on or after the start date.'
