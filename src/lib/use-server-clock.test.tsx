import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useServerClock } from './use-server-clock.ts'

const toText = (now: number) => `at ${now}`

function Clock() {
  return <p>{useServerClock(toText)}</p>
}

test('renders without an error on a page that is so slow that the clock advances between two readings', () => {
  let time = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time += 1_000))
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  render(<Clock />)
  expect(screen.getByText(/^at /)).toBeVisible()
  expect(error).not.toHaveBeenCalled()
  clock.mockRestore()
  error.mockRestore()
})
