import { act, render, screen } from '@testing-library/react'
import { Suspense, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lazyPart } from './lazy-part.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

const Menu = ({ name }: { name: string }) => <p>Menu of {name}</p>
type LoadMenu = () => Promise<(props: { name: string }) => ReactNode>
const failing: LoadMenu = () => Promise.reject(new TypeError('Failed to fetch'))
const place = (children: ReactNode) => (
  <ErrorBoundary fallback={<p>Couldn’t load</p>}>
    <Suspense fallback={<p>Loading</p>}>{children}</Suspense>
  </ErrorBoundary>
)
const settle = () => act(() => vi.advanceTimersByTimeAsync(0))

beforeEach(() => {
  vi.useFakeTimers()
  // Silences `console.error`, because React logs every error that a boundary catches.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => vi.useRealTimers())

test('loads only once if loading succeeds', async () => {
  const load = vi.fn<LoadMenu>(() => Promise.resolve(Menu))
  const Part = lazyPart(load)
  render(place(<Part name="Maple" />))
  expect(screen.getByText('Loading')).toBeVisible()
  await settle()
  expect(screen.getByText('Menu of Maple')).toBeVisible()
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(load).toHaveBeenCalledOnce()
})

test('after a failure, loads again when the browser is online again', async () => {
  const load = vi.fn<LoadMenu>(failing)
  const Part = lazyPart(load)
  render(place(<Part name="Maple" />))
  await settle()
  expect(screen.getByText('Couldn’t load')).toBeVisible()
  load.mockImplementation(() => Promise.resolve(Menu))
  window.dispatchEvent(new Event('online'))
  await settle()
  expect(screen.getByText('Menu of Maple')).toBeVisible()
})

test('after a failure, loads again every few seconds until it succeeds', async () => {
  const load = vi.fn<LoadMenu>(failing)
  const Part = lazyPart(load)
  render(place(<Part name="Maple" />))
  await act(() => vi.advanceTimersByTimeAsync(25_000))
  load.mockClear().mockImplementation(() => Promise.resolve(Menu))
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(screen.getByText('Menu of Maple')).toBeVisible()
  expect(load).toHaveBeenCalledOnce()
})

test('after a failure, loads again when the part is reopened, but not while closed', async () => {
  const load = vi.fn<LoadMenu>(failing)
  const Part = lazyPart(load)
  const { unmount } = render(place(<Part name="Maple" />))
  await settle()
  expect(screen.getByText('Couldn’t load')).toBeVisible()
  unmount()
  load.mockClear().mockImplementation(() => Promise.resolve(Menu))
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(load).not.toHaveBeenCalled()
  render(place(<Part name="Cedar" />))
  await settle()
  expect(screen.getByText('Menu of Cedar')).toBeVisible()
})
