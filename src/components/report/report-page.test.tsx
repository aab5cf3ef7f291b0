import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { computeShares } from '#src/domain/insights/shares.ts'
import { ReportCoverage, ReportEquation } from './report-figures.tsx'
import { ReportPage } from './report-page.tsx'

const page = (isComplete: boolean, problem: string | null = null) => (
  <ReportPage
    backHref="/insights"
    backLabel="Back to Insights"
    problem={problem}
    isComplete={isComplete}
  >
    {null}
  </ReportPage>
)

test('a report can be printed once all figures are loaded', async () => {
  const print = vi.spyOn(window, 'print').mockImplementation(() => {})
  const { rerender } = render(page(false))
  expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled()
  expect(screen.getByRole('status')).toHaveTextContent('Print when the report is complete.')
  rerender(page(true))
  await userEvent.click(screen.getByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
})

test('a page without a report states why, and cannot be printed', () => {
  render(page(true, 'This period is in the future.'))
  expect(screen.getByRole('status')).toHaveTextContent('This period is in the future.')
  expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled()
})

const use = {
  openMinutes: 6_000,
  knownOpenMinutes: 5_400,
  completeOpenMinutes: 4_800,
  knownHours: 100,
  usedHours: 50,
  minutesInUse: 3_000,
  personMinutes: 18_000,
}

test('shows the changes of the terms of the equation in points', () => {
  const shares = computeShares([{ use, capacity: 12 }])
  const before = computeShares([{ use: { ...use, usedHours: 40 }, capacity: 12 }])
  render(<ReportEquation shares={shares} before={before} usedFrom={10} />)
  expect(screen.getAllByText('50%')).toHaveLength(2)
  expect(screen.getByText('25%')).toBeVisible()
  expect(screen.getByText('↑ 10 points')).toBeVisible()
  expect(screen.getByText('no change')).toBeVisible()
})

test('unknown terms have no value and no change', () => {
  const shares = computeShares([{ use, capacity: null }])
  render(<ReportEquation shares={shares} before={shares} usedFrom={10} />)
  expect(screen.getAllByText('no value')).toHaveLength(2)
  expect(screen.getAllByText('no change')).toHaveLength(1)
})

test('the coverage states the share without data', () => {
  render(<ReportCoverage {...computeShares([{ use, capacity: 12 }])} />)
  expect(screen.getByText('80%')).toBeVisible()
  expect(screen.getByText('of open minutes with all sensors; 10% with none')).toBeVisible()
})
