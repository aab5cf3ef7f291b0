import { fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState, type ComponentProps } from 'react'
import { expect, test, vi } from 'vitest'
import { formatTabSeparated } from '#src/lib/csv.ts'
import { chartStart, makeSensorChart } from '#src/testing/sensor-chart.ts'
import { toChartExport } from './chart-csv.ts'
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

test('copies the data of the chart with the lines above the table of its CSV file', async () => {
  const user = userEvent.setup()
  render(frame({ kind: 'ready', data }))
  const menu = screen.getByLabelText('Download', { selector: '[popover]' })
  // jsdom does not implement popovers, so the test sends the event that opens the menu.
  fireEvent(menu, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  await user.click(within(menu).getByText('Copy data'))
  expect(await screen.findByText('Copied 2 rows')).toHaveRole('status')
  expect(await navigator.clipboard.readText()).toBe(
    formatTabSeparated(toChartExport(data, exportHeading)),
  )
})

test('states that the browser refused to copy the data of the chart', async () => {
  const user = userEvent.setup()
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
  render(frame({ kind: 'ready', data }))
  const menu = screen.getByLabelText('Download', { selector: '[popover]' })
  fireEvent(menu, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  await user.click(within(menu).getByText('Copy data'))
  expect(await screen.findByText('Your browser blocked copying')).toHaveRole('status')
})

test('keeps its height while data loads', () => {
  render(frame({ kind: 'loading' }, { height: 200 }))
  expect(screen.getByRole('status')).toHaveStyle({ height: '12.5rem' })
  expect(screen.getByRole('status')).toHaveTextContent('Loading chart')
})

test('shows an error message and keeps the last data when a request fails', () => {
  const words = 'Butlr returned an error. Showing data from 2 min ago.'
  const { rerender } = render(frame({ kind: 'failed', message: words, data }))
  expect(screen.getByText(words)).toHaveRole('status')
  expect(screen.getByText('the drawing')).toBeInTheDocument()
  rerender(frame({ kind: 'failed', message: words, data: null }))
  expect(screen.getByText('No data yet')).toBeInTheDocument()
})
