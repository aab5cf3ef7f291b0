import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { ChartFrame } from './chart-frame.tsx'
import type { ChartData } from './chart-data.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 23, 9, 10)
const data: ChartData = {
  label: 'People by sensor',
  zone: toTimeZone('Europe/Berlin'),
  from: start,
  to: start + 3 * minute,
  step: minute,
  curve: 'step',
  series: [
    {
      id: 'north',
      label: 'North',
      colour: 'var(--series-1)',
      points: [
        { at: start, value: 1 },
        { at: start + minute, value: 2.25 },
      ],
    },
    { id: 'door', label: 'Door', colour: 'var(--series-2)', points: [{ at: start, value: 3 }] },
    {
      id: 'room',
      label: 'Room',
      colour: 'var(--ink)',
      emphasis: 'total',
      points: [
        { at: start, value: 4 },
        { at: start + minute, value: 2, partial: true },
      ],
    },
  ],
}
const exportHeading = { title: 'Juniper - occupancy, 1 h', details: [] }
const drawing = () => <p>the drawing</p>

function ChartWithTable() {
  const [isTableShown, setIsTableShown] = useState(false)
  return (
    <ChartFrame
      exportHeading={exportHeading}
      title="Over time"
      level={2}
      state={{ kind: 'ready', data }}
      isTableShown={isTableShown}
      onTableToggle={() => setIsTableShown(!isTableShown)}
    >
      {drawing}
    </ChartFrame>
  )
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
  series: [{ id: 'north', label: 'North', colour: '', points: [{ at: start, value: null }] }],
}

test('without readings, shows a message and no table or download buttons', () => {
  render(
    <ChartFrame
      exportHeading={exportHeading}
      title="Over time"
      level={3}
      state={{ kind: 'ready', data: silent }}
    >
      {drawing}
    </ChartFrame>,
  )
  expect(screen.getByRole('heading', { level: 3, name: 'Over time' })).toBeInTheDocument()
  expect(screen.getByText('No data in this range')).toBeInTheDocument()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('keeps its height while data loads', () => {
  render(
    <ChartFrame
      exportHeading={exportHeading}
      title="Over time"
      level={2}
      height={200}
      state={{ kind: 'loading' }}
    >
      {drawing}
    </ChartFrame>,
  )
  expect(screen.getByRole('status')).toHaveStyle({ height: '12.5rem' })
  expect(screen.getByRole('status')).toHaveTextContent('Loading chart')
})

test('shows an error message and keeps the last data when a request fails', () => {
  const words = 'Butlr returned an error. Showing data from 2 min ago.'
  const { rerender } = render(
    <ChartFrame
      exportHeading={exportHeading}
      title="Over time"
      level={2}
      state={{ kind: 'failed', message: words, data }}
    >
      {drawing}
    </ChartFrame>,
  )
  expect(screen.getByRole('status')).toHaveTextContent(words)
  expect(screen.getByText('the drawing')).toBeInTheDocument()
  rerender(
    <ChartFrame
      exportHeading={exportHeading}
      title="Over time"
      level={2}
      state={{ kind: 'failed', message: words, data: null }}
    >
      {drawing}
    </ChartFrame>,
  )
  expect(screen.getByText('No data yet')).toBeInTheDocument()
})
