import { beforeEach, expect, test } from 'vitest'
import { saveLastLocation } from '#src/features/location/last-location.ts'
import { setStartView } from '#src/features/rooms/start-view.ts'
import { redirectToStartPage } from './start-page.ts'

beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/')
})

test('the overview’s URL without a query opens the default view', () => {
  setStartView('?view=table&state=free')
  redirectToStartPage()
  expect(window.location.search).toBe('?view=table&state=free')
})

test('opens the last selected location when there is no default view', () => {
  saveLastLocation('f3')
  redirectToStartPage()
  expect(window.location.search).toBe('?place=f3')
})

test('a default view without filters takes precedence over the last location', () => {
  saveLastLocation('f3')
  setStartView('')
  redirectToStartPage()
  expect(window.location.search).toBe('')
})

test('does not change a URL with a query', () => {
  saveLastLocation('f3')
  window.history.replaceState(null, '', '/?state=busy')
  redirectToStartPage()
  expect(window.location.search).toBe('?state=busy')
})
