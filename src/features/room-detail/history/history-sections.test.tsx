import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import type { RoomHistory } from '#src/contract/history.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { sensorLabels } from '#src/format/sensor-labels.ts'
import { exampleSensors, exampleTimeZone, makeRoomHistory } from '#src/testing/example-history.ts'
import { createCellScale } from './cell-scale.ts'
import { CoverageSection } from './coverage-section.tsx'
import { DaySection } from './day-chart.tsx'
import { drawStrips, StripSection } from './day-strips.tsx'
import { GroupSizeSection } from './group-sizes.tsx'
import { HistoryFigures } from './history-figures.tsx'
import type { HistoryView } from './history-view.ts'
import { toSensorRanges } from './sensor-range.ts'
import { SensorRangeSection } from './sensor-ranges.tsx'
import { UseEquationFigures } from './use-equation.tsx'
import { drawWeekHours, WeekHourSection } from './week-hours.tsx'

const zone = toTimeZone(exampleTimeZone)
/** Wednesday to Tuesday, with an outage on Wednesday from 13:20 to 14:05. */
const week = makeRoomHistory('2026-11-18', 7)

const makeView = (history: RoomHistory = week): HistoryView => ({
  history,
  previous: null,
  zone,
  opening: defaultOpening,
  dates: '18–24 Nov',
  labels: sensorLabels(exampleSensors, 'room', undefined),
  scale: createCellScale(history.capacity, history.peak?.people ?? 0, null),
  level: 3,
  exportHeading: { title: 'Maple, 18–24 Nov', details: [] },
})

test('the displayed frequency times the displayed occupancy when in use equals the displayed utilisation', () => {
  render(<UseEquationFigures history={week} previous={null} />)
  const percentages = screen
    .getAllByRole('definition')
    .map((value) => Number.parseFloat(value.textContent.replace(/^[×=]/, '')))
  const [frequency = 0, occupancy = 0, utilisation = 0] = percentages
  expect(Math.round((frequency * occupancy) / 10) / 10).toBeCloseTo(utilisation, 0)
  expect(utilisation).toBeGreaterThan(0)
})

test('the label of a figure is a button that opens a panel, and equal figures state “no change”', async () => {
  render(<UseEquationFigures history={week} previous={week} />)
  expect(screen.getAllByText('no change')).toHaveLength(3)
  const button = screen.getByRole('button', { name: 'Frequency' })
  expect(button).toHaveAttribute('aria-haspopup', 'dialog')
})

test('without a capacity, only the frequency is known', () => {
  render(<UseEquationFigures history={{ ...week, capacity: null }} previous={null} />)
  expect(screen.getAllByText('no value')).toHaveLength(2)
})

test('figures state the peak with its time and the upper bound, and typical times of use', () => {
  render(<HistoryFigures history={week} zone={zone} />)
  expect(screen.getByText(/^\w{3} \d+ Nov, \d\d:\d\d/)).toBeVisible()
  expect(screen.getByText(`upper bound ${week.upperBound}`)).toBeVisible()
  expect(screen.getByText(/^earliest \d\d:\d\d$/)).toBeVisible()
  expect(screen.getByText(/^latest \d\d:\d\d$/)).toBeVisible()
})

test('the table of days lists the newest day first and states missing minutes', async () => {
  const user = userEvent.setup()
  render(<DaySection view={makeView()} />)
  await user.click(screen.getByRole('button', { name: 'Table view' }))
  const table = screen.getByRole('table', { name: 'People by day, 18–24 Nov' })
  const rows = within(table).getAllByRole('row')
  expect(rows).toHaveLength(8)
  expect(rows[1]).toHaveTextContent(/^Tue 24 Nov/)
  expect(within(table).getByRole('row', { name: /^Wed 18 Nov/ })).toHaveTextContent(/45$/)
  // The local time of the peak.
  expect(within(rows[1] ?? table).getAllByRole('cell')[3]).toHaveTextContent(/^\d\d:\d\d$/)
})

test('cells of the week state day, hour, people and whether the room is closed', () => {
  render(<WeekHourSection view={makeView()} />)
  const table = screen.getByRole('table', { name: 'People by weekday and hour, 18–24 Nov' })
  expect(
    within(table)
      .getAllByRole('rowheader')
      .map((one) => one.textContent),
  ).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'])
  expect(
    within(table).getByRole('cell', { name: /^Sat, 09:00 to 10:00: 0 people on average, closed/ }),
  ).toBeVisible()
})

test('the week shows hours outside opening hours only if their average is not displayed as 0', () => {
  const quiet = (one: (typeof week.weekHours)[number]) =>
    one.hour === 2 ? { ...one, personMinutes: one.knownMinutes * 0.04 } : one
  const busy = (one: (typeof week.weekHours)[number]) =>
    one.hour === 21 ? { ...one, personMinutes: one.knownMinutes * 0.06 } : one
  const history = { ...week, weekHours: week.weekHours.map(quiet).map(busy) }
  render(<WeekHourSection view={makeView(history)} />)
  const hours = screen.getAllByRole('columnheader').map((one) => one.textContent)
  expect(hours).not.toContain('02')
  expect(hours).toContain('21')
})

test('for a sensor that never saw more than one person, asks whether the space is too small', () => {
  const view = makeView()
  render(<SensorRangeSection view={view} rows={toSensorRanges(week, view.labels)} />)
  const [first] = view.labels
  expect(
    screen.getByText(
      `${first?.name} never saw more than 1 person in 7 days. Is the space too small for more?`,
    ),
  ).toBeVisible()
  const sensors = within(screen.getByRole('list', { name: 'Sensors' })).getAllByRole('listitem')
  expect(sensors[0]).toHaveTextContent(/max1mean0\.\d+last0/)
})

test('for a small room, states why times of use and sensors are not shown', () => {
  const history = makeRoomHistory('2026-11-18', 7, { capacity: 2, isSmall: true })
  const view = makeView(history)
  render(
    <>
      <HistoryFigures history={history} zone={zone} />
      <StripSection view={view} />
      <SensorRangeSection view={view} rows={toSensorRanges(history, view.labels)} />
    </>,
  )
  expect(screen.getAllByText('not kept for small rooms')).toHaveLength(2)
  expect(screen.getByText(/^Minute data for 1–2-person rooms is deleted/)).toBeVisible()
  expect(screen.getByText(/^Sensor history for 1–2-person rooms is deleted/)).toBeVisible()
})

test('if Butlr provides only hourly counts, states which figures and sections need minute data', () => {
  const days = week.days.map((day) => ({ ...day, firstUse: null, lastUse: null, quarters: [] }))
  const history = { ...week, resolution: 'hour' as const, days, sensors: [], steps: null }
  const view = makeView(history)
  render(
    <>
      <HistoryFigures history={history} zone={zone} />
      <StripSection view={view} />
      <SensorRangeSection view={view} rows={[]} />
    </>,
  )
  expect(screen.getAllByText('needs minute data')).toHaveLength(2)
  expect(screen.getAllByText('Minute data isn’t available for this period.')).toHaveLength(2)
})

test('a room in use only for a few minutes has no first and last use, and a peak of 0 has no time', () => {
  const days = week.days.map((day) => ({ ...day, firstUse: null, lastUse: null }))
  const { rerender } = render(<HistoryFigures history={{ ...week, days }} zone={zone} />)
  expect(screen.getAllByText('less than 10 min in any hour')).toHaveLength(2)
  const peak = { people: 0, at: week.from, complete: true }
  rerender(<HistoryFigures history={{ ...week, days, peak, minutesInUse: 0 }} zone={zone} />)
  expect(screen.queryByText(/^less than/)).toBeNull()
  expect(screen.queryByText(/^\w{3} \d+ Nov, \d\d:\d\d/)).toBeNull()
})

test('there is no question about a sensor when the period has hardly any opening hours', () => {
  const history = makeRoomHistory('2026-11-21', 2)
  const view = makeView(history)
  render(<SensorRangeSection view={view} rows={toSensorRanges(history, view.labels)} />)
  expect(screen.getByRole('list', { name: 'Sensors' })).toBeVisible()
  expect(screen.queryByText(/Is the space/)).toBeNull()
})

test('future hours are not marked as missing data', () => {
  const now = Date.parse('2026-11-18T10:00:00+01:00')
  const history = makeRoomHistory('2026-11-18', 1, { now })
  render(<WeekHourSection view={makeView(history)} />)
  expect(
    screen.getByRole('cell', { name: 'Wed, 11:00 to 12:00: not in this period' }),
  ).toBeInTheDocument()
  expect(screen.queryByRole('cell', { name: /no data$/ })).toBeNull()
})

test('a room that was not in use has no group sizes', () => {
  render(<GroupSizeSection view={makeView({ ...week, minutesByPeople: [] })} />)
  expect(screen.getByText('The room wasn’t in use in this period.')).toBeVisible()
  expect(screen.queryByRole('button')).toBeNull()
})

test('the coverage lists each gap with its times', () => {
  render(<CoverageSection view={makeView()} />)
  expect(screen.getByText('13:20–14:05: no data from any sensor')).toBeVisible()
  expect(screen.getByText('Mon–Fri, 08:00–18:00')).toBeVisible()
})

test('every chart offers a download under its own name', () => {
  const view = makeView()
  render(
    <>
      <DaySection view={view} />
      <StripSection view={view} />
      <WeekHourSection view={view} />
      <GroupSizeSection view={view} />
    </>,
  )
  const names = ['Day by day', 'Usage calendar', 'By weekday and hour', 'Group sizes']
  for (const name of names) {
    expect(screen.getByRole('button', { name: `Download: ${name}` })).toBeVisible()
  }
})

test('the image of the usage calendar has its own legend', () => {
  render(drawStrips(makeView()).drawing)
  for (const label of ['Free', '1–20%', 'Over', 'no data']) {
    expect(screen.getByText(label)).toBeInTheDocument()
  }
})

test('the image of weekdays and hours has a row per weekday and a column per hour', () => {
  const { drawing, height } = drawWeekHours(makeView())
  render(drawing)
  for (const label of ['Mon', 'Sun', '07', '18']) {
    expect(screen.getByText(label)).toBeInTheDocument()
  }
  expect(height).toBe(24 + 7 * 32)
})

test('marks and lists the times at which a sensor was missing', async () => {
  const days = week.days.map((day, index) =>
    index === 0 ? { ...day, incompleteQuarters: [40, 41, 48] } : day,
  )
  const user = userEvent.setup()
  render(<StripSection view={makeView({ ...week, days })} />)
  expect(screen.getByText('sensors missing: there may be more people')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Table view' }))
  const table = screen.getByRole('table', { name: 'Usage calendar, 18–24 Nov' })
  const row = within(table).getByRole('row', { name: /^Wed 18 Nov/ })
  expect(row).toHaveTextContent('10:00–10:30, 12:00–12:15')
  expect(within(table).getByRole('row', { name: /^Thu 19 Nov/ })).toHaveTextContent('none')
})

test('for a room without a capacity, states how the history treats the room, and lists the other rooms without a capacity', async () => {
  const user = userEvent.setup()
  const view = makeView({ ...week, capacity: null })
  render(<CoverageSection view={view} unsizedRooms={[{ id: 'room_2', name: 'Lobby' }]} />)
  expect(screen.getByText(/^The history treats this as a room for three or more/)).toBeVisible()
  await user.click(screen.getByText('1 other room has no capacity set'))
  const rooms = within(screen.getByRole('list', { name: 'Rooms with no capacity set' }))
  expect(rooms.getByRole('link', { name: 'Lobby' })).toHaveAttribute('href', '/rooms/room_2')
})
