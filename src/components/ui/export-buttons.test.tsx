import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { ExportButtons } from './export-buttons.tsx'

test('Copy contains the title and the details, and text that a spreadsheet would run is neutralised', async () => {
  const user = userEvent.setup()
  const table = {
    title: 'Insights, Floor 3 - 2026-11-26 Europe/Berlin, Over capacity',
    details: [['Location', '=Floor 3']] as const,
    rows: [
      ['Room', 'People'],
      ['@Maple', 4],
      ['Oak', null],
    ],
  }
  render(<ExportButtons getTable={() => table} label="Over capacity" />)
  await user.click(screen.getByRole('button', { name: 'Copy: Over capacity' }))
  expect(screen.getByRole('status')).toHaveTextContent('Copied 2 rows')
  expect(await navigator.clipboard.readText()).toBe(
    `${table.title}\nLocation\t'=Floor 3\n\nRoom\tPeople\n'@Maple\t4\nOak\t`,
  )
})
