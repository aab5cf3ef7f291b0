import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { second } from '#src/domain/time/duration.ts'
import { RemoteControl, type TurnPage } from './remote-control.tsx'

const press = (key: string, keyCode = 0) => fireEvent.keyDown(document.body, { key, keyCode })
const menu = () => screen.queryByRole('menu', { name: 'Display menu' })
const focused = () => document.activeElement?.textContent

function renderControl(turnPage: TurnPage | null = vi.fn<TurnPage>()) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  render(<RemoteControl turnPage={turnPage} />)
}

test('the arrows turn the pages without the menu', () => {
  const turnPage = vi.fn<TurnPage>()
  renderControl(turnPage)
  press('ArrowRight')
  press('ArrowLeft')
  expect(turnPage.mock.calls).toEqual([[1], [-1]])
  expect(menu()).toBeNull()
})

test('OK opens the menu, up and down move the focus through it, and its items turn pages', () => {
  const turnPage = vi.fn<TurnPage>()
  renderControl(turnPage)
  press('Enter')
  expect(focused()).toBe('Next page')
  press('ArrowDown')
  expect(focused()).toBe('Previous page')
  press('ArrowUp')
  press('ArrowUp')
  expect(focused()).toBe('Close')
  press('ArrowDown')
  expect(focused()).toBe('Next page')
  fireEvent.click(screen.getByRole('menuitem', { name: 'Previous page' }))
  expect(turnPage).toHaveBeenCalledExactlyOnceWith(-1)
})

test.each([
  ['Escape', 0],
  ['GoBack', 0],
  ['Unidentified', 10_009],
  ['Unidentified', 461],
])('Back (%s, code %d) closes the menu and does nothing else', (key, code) => {
  renderControl()
  expect(press(key, code)).toBe(true)
  press('Enter')
  expect(menu()).toBeVisible()
  expect(press(key, code)).toBe(false)
  expect(menu()).toBeNull()
})

test('the menu closes ten seconds after the last key', () => {
  renderControl()
  press('Enter')
  act(() => void vi.advanceTimersByTime(9 * second))
  press('ArrowDown')
  act(() => void vi.advanceTimersByTime(9 * second))
  expect(menu()).toBeVisible()
  act(() => void vi.advanceTimersByTime(second))
  expect(menu()).toBeNull()
})

test('holding OK does not activate an item', () => {
  renderControl()
  press('Enter')
  expect(fireEvent.keyDown(document.body, { key: 'Enter', repeat: true })).toBe(false)
})

test('a board with one page offers no pages', () => {
  renderControl(null)
  press('ArrowRight')
  press('Enter')
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
    'Check this display',
    'Close',
  ])
})
