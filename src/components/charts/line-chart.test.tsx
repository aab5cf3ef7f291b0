import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { chartStart as start, makeSensorChart } from '#src/testing/sensor-chart.ts'
import { buildChartModel, createScales } from './chart-model.ts'
import { LineChart } from './line-chart.tsx'
import type { ChartData, ChartPoint } from './chart-data.ts'

const minute = 60_000
const points = (values: (number | null | undefined)[]): ChartPoint[] =>
  values.flatMap((value, index) =>
    value === undefined ? [] : [{ at: start + index * minute, value }],
  )

const data = makeSensorChart({
  to: start + 10 * minute,
  limit: 14,
  series: [
    {
      id: 'room',
      label: 'Room',
      colour: 'var(--ink)',
      emphasis: 'total',
      points: points([3, 3, 4, 4, 2, 2, 2, 2, 5, 6]).map((point, index) =>
        index >= 4 && index < 8 ? { ...point, partial: true } : point,
      ),
    },
    {
      id: 'north',
      label: 'North',
      colour: 'var(--series-1)',
      points: points([1, 1, 2, 2, 2, 2, 2, 2, 2, 2]),
    },
    {
      id: 'door',
      label: 'Door',
      colour: 'var(--series-2)',
      points: points([2, 2, 2, 2, undefined, undefined, undefined, undefined, 3, 4]),
    },
  ],
})

const renderChart = (data: ChartData) => {
  const { container } = render(<LineChart data={data} width={800} />)
  // Chart lines have no role or accessible name, so the test reads the SVG.
  // oxlint-disable-next-line testing-library/no-container, testing-library/no-node-access
  const all = (selector: string) => [...container.querySelectorAll(selector)]
  return {
    path: (colour: string) =>
      all(`path.recharts-curve[stroke="${colour}"]`).map((path) => path.getAttribute('d') ?? ''),
    dots: () => all('circle'),
    texts: () => all('text'),
    dashes: () => all('[stroke-dasharray]').map((line) => line.getAttribute('stroke-dasharray')),
  }
}
const countSubpaths = (path: string | undefined) => path?.match(/M/g)?.length

test('breaks the line of a silent sensor and labels the gap', () => {
  const chart = renderChart(data)
  expect(countSubpaths(chart.path('var(--series-1)')[0])).toBe(1)
  expect(countSubpaths(chart.path('var(--series-2)')[0])).toBe(2)
  expect(screen.getByText('Door: no data')).toBeInTheDocument()
})

test('the label and the hatching of a gap do not cover the lines of other sensors', () => {
  const { plot, gaps, top } = buildChartModel(data, 640, 308)
  expect(gaps.map(({ label, low }) => [label, low > 0.9 * top])).toEqual([['Door: no data', true]])
  const label = renderChart(data)
    .texts()
    .find((one) => one.textContent === 'Door: no data')
  expect(Number(label?.getAttribute('y'))).toBeLessThan(plot.top)
})

test('hatches the full height of the plot where no sensor has data', () => {
  const series = data.series.slice(2)
  expect(buildChartModel({ ...data, series }, 640, 308).gaps.map(({ low }) => low)).toEqual([0])
})

test('draws the part of a total in which a sensor is missing as a separate dashed line', () => {
  const chart = renderChart(data)
  expect(chart.path('var(--ink)').map(countSubpaths)).toEqual([2, 1])
  expect(chart.dashes()).toContain('2 3')
})

test('marks a gap that is too short for hatching with a solid band at least three pixels wide', () => {
  const month = { ...data, from: start - 43_000 * minute }
  const model = buildChartModel(month, 640, 308)
  const gap = model.gaps.find(({ label }) => label === 'Door: no data')
  expect(gap?.narrow).toBe(true)
  expect(gap?.low).toBeGreaterThan(0)
  const { x } = createScales(model)
  expect(x(gap?.to ?? 0) - x(gap?.from ?? 0)).toBeCloseTo(3)
})

test('shows a dot for a single reading between two gaps', () => {
  const lone: ChartData = {
    ...data,
    curve: 'linear',
    series: [
      {
        id: 'north',
        label: 'North',
        colour: 'var(--series-1)',
        points: points([1, 1, undefined, undefined, 7, undefined, undefined, 2, 2, 2]),
      },
    ],
  }
  expect(renderChart(lone).dots()).toHaveLength(1)
  expect(renderChart({ ...lone, series: data.series }).dots()).toHaveLength(0)
})

test('shows the capacity as a dashed line with its value', () => {
  expect(renderChart(data).dashes()).toContain('6 4')
  expect(screen.getByText('capacity 14')).toBeInTheDocument()
})

test('labels each line at its end and shows unit and time zone', () => {
  render(<LineChart data={data} width={800} />)
  for (const text of ['Room', 'North', 'Door', 'people', 'CET'])
    expect(screen.getByText(text)).toBeInTheDocument()
})

test('describes the chart for screen readers', () => {
  render(<LineChart data={data} width={800} />)
  expect(screen.getByRole('figure', { name: 'People by sensor' })).toHaveAccessibleDescription(
    'From 23 Nov, 10:10 to 23 Nov, 10:20, Europe/Berlin (CET). Highest: Room, 6 people on 23 Nov, 10:19. ' +
      'Capacity: 14 people. Door: no data from 23 Nov, 10:14 to 23 Nov, 10:18.',
  )
})

test('arrow keys step through the times, and the slider announces each selected time', async () => {
  const user = userEvent.setup()
  render(<LineChart data={data} width={800} />)
  const slider = screen.getByRole('slider', { name: 'Selected time, People by sensor' })
  await user.tab()
  expect(slider).toHaveFocus()
  expect(slider).toHaveAttribute('aria-valuetext', '10:19: Door 4, North 2, Room 6')
  await user.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(slider).toHaveAttribute('aria-valuetext', '10:17: North 2, Door no data, Room at least 2')
  await user.keyboard('{Home}')
  expect(slider).toHaveAttribute('aria-valuetext', '10:10: Door 2, North 1, Room 3')
  await user.keyboard('{ArrowLeft}')
  expect(slider).toHaveAttribute('aria-valuetext', '10:10: Door 2, North 1, Room 3')
  await user.keyboard('{End}')
  expect(slider).toHaveAttribute('aria-valuetext', '10:19: Door 4, North 2, Room 6')
})

test('the slider leaves out an earlier period at times without data for it', async () => {
  const user = userEvent.setup()
  const before = {
    id: 'before',
    label: 'earlier period',
    colour: 'var(--ink-muted)',
    emphasis: 'before' as const,
    points: points([7, 7]),
  }
  render(<LineChart data={{ ...data, series: [...data.series, before] }} width={800} />)
  const slider = screen.getByRole('slider')
  await user.tab()
  await user.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(slider).toHaveAttribute('aria-valuetext', '10:17: North 2, Door no data, Room at least 2')
  await user.keyboard('{Home}')
  expect(slider).toHaveAttribute(
    'aria-valuetext',
    '10:10: earlier period 7, Door 2, North 1, Room 3',
  )
})

test('shows the values at the selected time, with a plus for a partial sum, and hides them on Escape', async () => {
  const user = userEvent.setup()
  render(<LineChart data={data} width={800} />)
  await user.tab()
  await user.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(screen.getByText('10:17')).toBeInTheDocument()
  expect(screen.getByText('2+')).toBeInTheDocument()
  await user.keyboard('{Escape}')
  expect(screen.queryByText('10:17')).not.toBeInTheDocument()
})

test('shows no slider for a chart without readings', () => {
  render(<LineChart data={{ ...data, series: [] }} width={800} />)
  expect(screen.queryByRole('slider')).not.toBeInTheDocument()
  expect(screen.getByRole('figure')).toHaveAccessibleDescription(/No data/)
})

test('the background of the value axis hides scrolled lines over the full height of the chart', () => {
  const { container } = render(<LineChart data={data} width={300} height={280} />)
  // The background of the axis has no role.
  // oxlint-disable-next-line testing-library/no-container, testing-library/no-node-access
  const background = container.querySelector('.sticky > div')
  expect(background).toHaveStyle({ height: '280px', width: '26px' })
})

test('places gap labels one line below the unit, so that they do not cover the unit while they scroll', () => {
  const texts = renderChart(data).texts()
  const baseline = (words: RegExp) =>
    Number(texts.find((one) => words.test(one.textContent))?.getAttribute('y'))
  expect(baseline(/no data/) - baseline(/^people$/)).toBeGreaterThanOrEqual(16)
})
