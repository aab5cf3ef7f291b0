import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openMetricsPage } from '#src/testing/metrics-page.tsx'

const cells = (metric: string) => {
  const [, ...rest] = within(screen.getByRole('row', { name: new RegExp(`^${metric} `) }))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
  return rest
}
const room = (name: string) =>
  within(screen.getByRole('region', { name: `Adding up the sensors in ${name}` }))
const values = (name: string) =>
  room(name)
    .getAllByRole('definition')
    .map((one) => one.textContent)

test('uses the room with the most sensors to explain why a sum of maxima is an upper bound', () => {
  openMetricsPage()
  expect(screen.getByRole('combobox', { name: 'Room' })).toHaveDisplayValue('Maple')
  expect(screen.getByRole('combobox', { name: 'Sensor' })).toHaveDisplayValue('North')
  const counts = within(screen.getByRole('region', { name: 'How North’s counts become a metric' }))
  expect(counts.getByText('The largest count.')).toHaveTextContent('1 of 3 counts is this large.')
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
  expect(room('Maple').getByText('Upper bound')).toBeVisible()
  expect(room('Maple').getByText(/the room never had as many people as the sum/)).toBeVisible()
})

test('lists all nine metrics of the sensor, their sums, and the metrics of the room', () => {
  openMetricsPage()
  expect(screen.getAllByRole('rowheader').map((one) => one.textContent)).toEqual([
    'last',
    'first',
    'max',
    'min',
    'mean',
    'median',
    'sum',
    'count',
    'stddev',
  ])
  expect(cells('last').slice(0, 3)).toEqual(['1', '2', '2'])
  expect(cells('last')[3]).toContain('People nowthe room’s occupancy')
  expect(cells('median').slice(0, 3)).toEqual(['3', '4', '4'])
  expect(cells('sum').slice(0, 3)).toEqual(['5', '9', '–no value'])
  expect(cells('stddev').slice(0, 3)).toEqual(['0.94', '–not applicable', '0.82'])
})

test('keeps the selected metric, sensor and room in the URL', async () => {
  const { user } = openMetricsPage()
  const metrics = within(screen.getByRole('group', { name: 'Metric' }))
  await user.click(metrics.getByRole('button', { name: 'median' }))
  expect(metrics.getByRole('button', { name: 'median', pressed: true })).toBeVisible()
  expect(screen.getByText(/Count 2 of 3, in chronological order/)).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Sensor' }), 'South')
  expect(window.location.search).toBe('?metric=median&sensor=00-02')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Room' }), 'Oak')
  expect(window.location.search).toBe('?metric=median&room=oak')
  expect(room('Oak').getByRole('link', { name: 'Open Oak' })).toHaveAttribute('href', '/rooms/oak')
})

test('a sensor without counts makes the sums incomplete', () => {
  openMetricsPage('/metrics?room=maple&sensor=00-02', { '00-01': [1, 3, 1] })
  expect(
    screen.getByText(
      'South sent no counts in the past 2 minutes. It may be seeing people, so the sums are incomplete.',
    ),
  ).toHaveRole('status')
  expect(values('Maple')).toEqual(['3', '–no value', '–unknown', '–no value'])
  expect(cells('last')[1]).toBe('at least 11+')
})

test('with a sensor missing, the sum of last is a lower bound, not the number of people', () => {
  openMetricsPage('/metrics?room=maple&metric=last', { '00-01': [1, 3, 1] })
  expect(room('Maple').getByText('Lower bound')).toBeVisible()
  expect(room('Maple').queryByText('People now')).toBeNull()
  expect(
    room('Maple').getByText(
      'A sensor is missing, so the room had at least this many people at the end of the period.',
    ),
  ).toBeVisible()
  expect(cells('last')[3]).toContain('Lower bounda sensor is missing')
})

test('with a sensor missing, the sum of max is unknown, not an upper bound', () => {
  openMetricsPage('/metrics?room=maple', { '00-01': [1, 3, 1] })
  expect(room('Maple').getByText('Unknown')).toBeVisible()
  expect(room('Maple').queryByText('Upper bound')).toBeNull()
  expect(room('Maple').getByText(/so there is no upper bound\.$/)).toBeVisible()
  expect(cells('max')[3]).toContain('Unknowna value is missing')
})

test('in a room with one sensor, the metrics of the sensor are those of the room, without bounds', () => {
  openMetricsPage('/metrics?room=oak')
  expect(values('Oak')).toEqual(['4', '4'])
  expect(room('Oak').getByText(/^The room has one sensor/)).toBeVisible()
  expect(room('Oak').queryByText('Upper bound')).toBeNull()
  expect(cells('max').slice(0, 3)).toEqual(['4', '4', '4'])
  expect(cells('max')[3]).toMatch(/^the sensor’s value/)
  expect(cells('stddev').slice(0, 3)).toEqual(['0', '0', '0'])
})

test('after a failed request, keeps the last data and shows the reason and the age of the data', async () => {
  const { refuse } = openMetricsPage()
  await refuse()
  expect(await screen.findByText(/Showing data from \d+ s ago\.$/)).toBeVisible()
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
})

test('for a link to an unknown room, shows a message and offers the other rooms', async () => {
  const { user } = openMetricsPage('/metrics?room=nowhere')
  expect(screen.getByRole('status')).toHaveTextContent(
    'We couldn’t find a room with the ID “nowhere”. Choose another room.',
  )
  await user.selectOptions(screen.getByRole('combobox', { name: 'Room' }), 'Maple')
  expect(values('Maple')).toEqual(['3', '2', '≤ 5', '4'])
})
