import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { exampleTimeZone, makeRoomHistory } from '#src/testing/example-history.ts'
import { makeRoomInsight } from '#src/testing/example-insights.ts'
import { createCellScale } from '#src/features/room-detail/history/cell-scale.ts'
import { ReportGroupSizes, ReportWeekHours } from './room-charts.tsx'
import { ReportGroups, ReportRightSize } from './room-size.tsx'

const zone = toTimeZone(exampleTimeZone)
const history = makeRoomHistory('2026-11-18', 7)
const view = {
  history,
  previous: null,
  zone,
  opening: defaultOpening,
  dates: '18–24 Nov',
  scale: createCellScale(history.capacity, history.peak?.people ?? 0, null),
}

const showSize = (
  capacity: number | null,
  insight: ReturnType<typeof makeRoomInsight>,
  kind: string | null = null,
) =>
  render(
    <ReportRightSize
      room={{ kind }}
      capacity={capacity}
      rule={defaultRightSizeRule}
      judged={{
        data: { from: 0, to: 0, usedFromMinutes: 10, rooms: [insight] },
        error: null,
      }}
      suspects={[]}
      dates="1 Oct – 25 Nov"
    />,
  )

test('states the verdict about the size and the reason for it', () => {
  showSize(12, makeRoomInsight({ room: 'Oak' }))
  expect(screen.getByText('Too large')).toBeVisible()
  expect(
    screen.getByText(
      '4 seats would have served 100% of its use. There were never more than 3 people at once in 8 weeks.',
    ),
  ).toBeVisible()
})

test('claims nothing without a capacity or with little data', () => {
  showSize(null, makeRoomInsight({ room: 'Oak' }))
  expect(screen.getByText('No capacity set.')).toBeVisible()
  showSize(12, makeRoomInsight({ room: 'Oak', completeOpenMinutes: 600 }))
  expect(screen.getByText('Too little data for a verdict.')).toBeVisible()
})

test('unknown facts about groups have no value', () => {
  const empty = { ...history, averageInUse: null, weekHours: [], days: [] }
  render(<ReportGroups history={empty} insight={null} zone={zone} />)
  expect(screen.getAllByText('no value')).toHaveLength(5)
})

test('the hours of the week are those from opening to closing', () => {
  render(<ReportWeekHours view={view} />)
  const hours = screen.getAllByRole('columnheader').map(({ textContent }) => textContent)
  expect(hours.slice(1)).toEqual(['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'])
})

test('states that a room was not in use', () => {
  render(<ReportGroupSizes view={{ ...view, history: { ...history, minutesByPeople: [] } }} />)
  expect(screen.getByText('The room wasn’t in use in this period.')).toBeVisible()
})
