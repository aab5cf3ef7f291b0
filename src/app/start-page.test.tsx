import { beforeEach, expect, test } from 'vitest'
import { rememberPlace } from '#src/features/location/last-location.ts'
import { chooseStartView } from '#src/features/rooms/start-view.ts'
import { openStartPage } from './start-page.ts'

beforeEach(() => {
  localStorage.clear()
  window.history.replaceState(null, '', '/')
})

test('the saved view that is the start page is opened', () => {
  chooseStartView('?view=table&state=free')
  openStartPage()
  expect(window.location.search).toBe('?view=table&state=free')
})

test('without a start page Headroom starts where the reader chose to be', () => {
  rememberPlace('f3')
  openStartPage()
  expect(window.location.search).toBe('?place=f3')
})

test('a start page of everything wins over the remembered place', () => {
  rememberPlace('f3')
  chooseStartView('')
  openStartPage()
  expect(window.location.search).toBe('')
})

test('an address that says what it shows is left alone', () => {
  rememberPlace('f3')
  window.history.replaceState(null, '', '/?state=busy')
  openStartPage()
  expect(window.location.search).toBe('?state=busy')
})
