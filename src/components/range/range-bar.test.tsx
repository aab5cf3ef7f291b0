import { fireEvent, render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { dateRanges, type SelectedRange } from '#src/domain/history/ranges.ts'
import { formatSelectedRange } from '#src/lib/range-param.ts'
import { RangeBar } from './range-bar.tsx'

/** Friday, 27 November 2026, in Berlin. */
const today = Date.parse('2026-11-27T00:00+01:00')

function Bar({ start }: { start: SelectedRange }) {
  const [range, setRange] = useState(start)
  return (
    <>
      <RangeBar
        range={range}
        today={today}
        zone={toTimeZone('Europe/Berlin')}
        offered={['live', ...dateRanges]}
        onChange={setRange}
      />
      <p>{`URL: ${formatSelectedRange(range)}`}</p>
    </>
  )
}

const names = () =>
  within(screen.getByRole('group', { name: 'Range' }))
    .getAllByRole('button')
    .map((one) => one.textContent)

test('the range of seven days ends yesterday, and the buttons move it by seven days', async () => {
  const user = userEvent.setup()
  render(<Bar start={{ name: '7d' }} />)
  expect(screen.getByText(/^20\s?–\s?26 Nov$/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Later: not available yet' })).toBeDisabled()
  await user.click(screen.getByRole('button', { name: /^Earlier: 13\s?–\s?19 Nov$/ }))
  expect(screen.getByText('URL: 2026-11-13..2026-11-19')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^Later: / }))
  expect(screen.getByText('URL: 7d')).toBeVisible()
})

test('the keys [ and ] select the previous and the next period', () => {
  render(<Bar start={{ name: 'this-month' }} />)
  fireEvent.keyDown(document.body, { key: '[' })
  expect(screen.getByText('URL: last-month')).toBeVisible()
  expect(names()).toContain('Last month')
  fireEvent.keyDown(document.body, { key: '[' })
  expect(screen.getByText('URL: 2026-09-01..2026-09-30')).toBeVisible()
  fireEvent.keyDown(document.body, { key: ']' })
  fireEvent.keyDown(document.body, { key: ']' })
  fireEvent.keyDown(document.body, { key: ']' })
  expect(screen.getByText('URL: this-month')).toBeVisible()
})

test('a custom range initially has the dates of the current range, and rejects dates in the wrong order', async () => {
  const user = userEvent.setup()
  render(<Bar start={{ name: 'yesterday' }} />)
  await user.click(screen.getByRole('button', { name: 'Custom' }))
  expect(screen.getByText('URL: 2026-11-26')).toBeVisible()
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-10-24' } })
  expect(screen.getByText('URL: 2026-10-24..2026-11-26')).toBeVisible()
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-10-23' } })
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The end date must be on or after the start date.',
  )
  expect(screen.getByText('URL: 2026-10-24..2026-11-26')).toBeVisible()
})

test('shows the option “24 h” when the URL selects it', () => {
  render(<Bar start={{ name: '24h' }} />)
  expect(names()).toContain('24 h')
})
