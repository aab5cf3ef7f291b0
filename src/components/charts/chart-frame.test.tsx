import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState, type ComponentProps } from 'react'
import { expect, test } from 'vitest'
import { chartStart, makeSensorChart } from '#src/testing/sensor-chart.ts'
import { ChartFrame } from './chart-frame.tsx'

const data = makeSensorChart()
const exportHeading = { title: 'Juniper - occupancy, 1 h', details: [] }
const drawing = () => <p>the drawing</p>

type FrameProps = ComponentProps<typeof ChartFrame>
const frame = (state: FrameProps['state'], more: Partial<FrameProps> = {}) => (
  <ChartFrame exportHeading={exportHeading} title="Over time" level={2} state={state} {...more}>
    {drawing}
  </ChartFrame>
)

function ChartWithTable() {
  const [isTableShown, setIsTableShown] = useState(false)
  const onTableToggle = () => setIsTableShown(!isTableShown)
  return frame({ kind: 'ready', data }, { isTableShown, onTableToggle })
}

test('the table shows the same values as the chart and marks missing readings', async () => {
  const user = userEvent.setup()
  render(<ChartWithTable />)
  expect(screen.getByText('the drawing')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Table view' }))

  const table = screen.getByRole('table', {
    name: 'People by sensor, times in Europe/Berlin (CET)',
  })
  const rows = within(table).getAllByRole('row')
  const texts = rows.map((row) =>
    ['columnheader', 'rowheader', 'cell']
      .flatMap((role) => within(row).queryAllByRole(role))
      .map((cell) => cell.textContent),
  )
  expect(texts).toEqual([
    ['Time', 'North', 'Door', 'Room'],
    ['10:11', '2.3', '–no data', '2+'],
    ['10:10', '1', '3', '4'],
  ])
  expect(screen.queryByText('the drawing')).not.toBeInTheDocument()
})

const silent = {
  ...data,
  series: [{ id: 'north', label: 'North', colour: '', points: [{ at: chartStart, value: null }] }],
}

test('shows a message without a table or download buttons if there are no readings', () => {
  render(frame({ kind: 'ready', data: silent }, { level: 3 }))
  expect(screen.getByRole('heading', { level: 3, name: 'Over time' })).toBeInTheDocument()
  expect(screen.getByText('No data in this range')).toBeInTheDocument()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('keeps its height while data loads', () => {
  render(frame({ kind: 'loading' }, { height: 200 }))
  expect(screen.getByRole('status')).toHaveStyle({ height: '12.5rem' })
  expect(screen.getByRole('status')).toHaveTextContent('Loading chart')
})

test('shows an error message and keeps the last data when a request fails', () => {
  const words = 'Butlr returned an error. Showing data from 2 min ago.'
  const { rerender } = render(frame({ kind: 'failed', message: words, data }))
  expect(screen.getByRole('status')).toHaveTextContent(words)
  expect(screen.getByText('the drawing')).toBeInTheDocument()
  rerender(frame({ kind: 'failed', message: words, data: null }))
  expect(screen.getByText('No data yet')).toBeInTheDocument()
})
