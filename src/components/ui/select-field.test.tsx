import { render, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { SelectField } from './select-field.tsx'

test('shows groups of options, so that options with the same name can be told apart', () => {
  render(
    <SelectField
      label="Rooms"
      value="all"
      options={[
        ['all', 'All rooms'],
        ['site:1', 'Lab', 'Sites'],
        ['site:2', 'Hudson', 'Sites'],
        ['building:1', 'Lab', 'Buildings'],
        ['rooms', 'Select rooms…'],
      ]}
      onChange={vi.fn<(value: string) => void>()}
    />,
  )
  const names = (group: string) =>
    within(screen.getByRole('group', { name: group }))
      .getAllByRole('option')
      .map((option) => option.textContent)
  expect(names('Sites')).toEqual(['Lab', 'Hudson'])
  expect(names('Buildings')).toEqual(['Lab'])
  expect(screen.getAllByRole('option')).toHaveLength(5)
})
