import { render, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ErrorBoundary } from './error-boundary.tsx'

function Digits({ value }: { value: number | null }) {
  if (value === null) throw new Error('no value')
  return <p>{value}</p>
}
const show = (value: number | null, resetKey: unknown, onError?: () => void) => (
  <>
    <ErrorBoundary resetKey={resetKey} fallback={<p>Couldn’t show this part</p>} onError={onError}>
      <Digits value={value} />
    </ErrorBoundary>
    <p>The rest</p>
  </>
)
/** Silences `console.error`, because React logs every error that a boundary catches. */
const silenceReports = () => vi.spyOn(console, 'error').mockImplementation(() => {})

test('replaces a part that fails to render and keeps the rest', () => {
  silenceReports()
  const onError = vi.fn<() => void>()
  render(show(null, 1, onError))
  expect(screen.getByText('Couldn’t show this part')).toBeVisible()
  expect(screen.getByText('The rest')).toBeVisible()
  expect(onError).toHaveBeenCalledOnce()
})

test('recovers when the reset key changes, and fails again if the data is still bad', () => {
  silenceReports()
  const { rerender } = render(show(7, 1))
  rerender(show(null, 2))
  expect(screen.getByText('Couldn’t show this part')).toBeVisible()
  rerender(show(null, 3))
  expect(screen.getByText('Couldn’t show this part')).toBeVisible()
  rerender(show(8, 4))
  expect(screen.getByText('8')).toBeVisible()
})

test('does not retry while the reset key stays the same', () => {
  silenceReports()
  const onError = vi.fn<() => void>()
  const { rerender } = render(show(null, 1, onError))
  for (let times = 0; times < 5; times += 1) rerender(show(null, 1, onError))
  expect(onError).toHaveBeenCalledOnce()
})
