import { beforeEach, expect, test } from 'vitest'
import { saveLastLocation } from '#src/features/location/last-location.ts'
import { setStartView } from '#src/features/rooms/start-view.ts'
import { redirectToStartPage } from './start-page.ts'

beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/')
})

test('the saved view that is the start page is opened', () => {
  setStartView('?view=table&state=free')
  redirectToStartPage()
  expect(window.location.search).toBe('?view=table&state=free')
})

test('without a start page Headroom starts where the reader chose to be', () => {
  saveLastLocation('f3')
  redirectToStartPage()
  expect(window.location.search).toBe('?place=f3')
})

test('a start page of everything wins over the remembered place', () => {
  saveLastLocation('f3')
  setStartView('')
  redirectToStartPage()
  expect(window.location.search).toBe('')
})

test('an address that says what it shows is left alone', () => {
  saveLastLocation('f3')
  window.history.replaceState(null, '', '/?state=busy')
  redirectToStartPage()
  expect(window.location.search).toBe('?state=busy')
})
