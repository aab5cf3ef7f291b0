import { act, fireEvent, render, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { HttpError } from '#src/contract/errors.ts'
import { second } from '#src/domain/time/duration.ts'
import { RemoteControl, type TurnPage } from './remote-control.tsx'

const press = (key: string, keyCode = 0) => fireEvent.keyDown(document.body, { key, keyCode })
const menu = () => screen.queryByRole('menu', { name: 'Display menu' })
const focused = () => document.activeElement?.textContent

function renderControl(
  turnPage: TurnPage | null = vi.fn<TurnPage>(),
  unpair: (() => Promise<void>) | null = null,
) {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  render(<RemoteControl turnPage={turnPage} unpair={unpair} />)
}
const dialog = () => screen.queryByRole('alertdialog', { name: 'Unpair this display?' })
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

/** Opens the menu and selects the item that unpairs the display. */
function askToUnpair(unpair: () => Promise<void>) {
  renderControl(null, unpair)
  press('Enter')
  fireEvent.click(screen.getByRole('menuitem', { name: 'Unpair this display…' }))
}

test('while the menu is closed, the left and right arrow keys change pages', () => {
  const turnPage = vi.fn<TurnPage>()
  renderControl(turnPage)
  press('ArrowRight')
  press('ArrowLeft')
  expect(turnPage.mock.calls).toEqual([[1], [-1]])
  expect(menu()).toBeNull()
})

test('OK opens the menu, the up and down arrow keys move focus in it, and its items change pages', () => {
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

test('on a board with one page, the menu has no items for changing pages', () => {
  renderControl(null)
  press('ArrowRight')
  press('Enter')
  expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
    'Check this display',
    'Close',
  ])
})

test('asks before it unpairs the display, with focus on Cancel', () => {
  const unpair = vi.fn<() => Promise<void>>()
  askToUnpair(unpair)
  expect(dialog()).toHaveAccessibleDescription(
    'It will show a pairing code until someone pairs it again.',
  )
  expect(menu()).toBeNull()
  expect(focused()).toBe('Cancel')
  click('Cancel')
  expect(dialog()).toBeNull()
  expect(unpair).not.toHaveBeenCalled()
})

test('unpairs the display once after the confirmation', () => {
  const unpair = vi.fn<() => Promise<void>>(() => new Promise(() => {}))
  askToUnpair(unpair)
  press('ArrowDown')
  expect(focused()).toBe('Unpair')
  click('Unpair')
  click('Unpair')
  expect(unpair).toHaveBeenCalledOnce()
})

test('shows why the display was not unpaired, and moves focus back to Cancel', async () => {
  const details = { code: 'not_allowed', message: 'The board does not allow it.' } as const
  askToUnpair(() => Promise.reject(new HttpError('DELETE', 403, details, null)))
  press('ArrowDown')
  await act(async () => click('Unpair'))
  expect(dialog()).toHaveAccessibleDescription('The board does not allow it.')
  expect(focused()).toBe('Cancel')
})

test('Back closes the confirmation, as do ten seconds without a key press', () => {
  const unpair = vi.fn<() => Promise<void>>()
  askToUnpair(unpair)
  act(() => void vi.advanceTimersByTime(10 * second))
  expect(dialog()).toBeNull()
  press('Enter')
  fireEvent.click(screen.getByRole('menuitem', { name: 'Unpair this display…' }))
  press('Escape')
  expect(dialog()).toBeNull()
  expect(unpair).not.toHaveBeenCalled()
})
