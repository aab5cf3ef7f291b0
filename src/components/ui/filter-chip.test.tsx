import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { FilterChip } from './filter-chip.tsx'

test('draws the icon of a pressed chip in the colour of its text, which contrasts with the chip', () => {
  const chip = (pressed: boolean) => (
    <FilterChip pressed={pressed} icon={<svg />} label="Free" count="3" countDigits={2} />
  )
  const { rerender } = render(chip(false))
  expect(screen.getByRole('button')).not.toHaveClass('[&_svg]:text-current')
  rerender(chip(true))
  expect(screen.getByRole('button')).toHaveClass('[&_svg]:text-current')
})
