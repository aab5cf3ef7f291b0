import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openHeadroom } from '#src/testing/open-headroom.tsx'

test('a sensor that sees somebody all night is found in what the building reports', async () => {
  // A fixed day: on one in a hundred any sensor loses its connection for hours.
  const noon = Date.parse('2026-11-18T12:00:00+01:00')
  await openHeadroom({ path: '/sensors?problem=stuck', simulator: { now: () => noon } })
  const row = await screen.findByRole('row', { name: /Stuck overnight/ })
  expect(within(row).getByText(/00:00–05:00: never below 1, \d+ of 300 minutes/)).toBeVisible()
  expect(within(row).getByRole('link', { name: 'Chart of Wellbeing' })).toBeVisible()
})
