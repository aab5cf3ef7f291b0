import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { UndoToast } from './undo-toast.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const toast = { message: 'Capacity of Oak is 12', changeId: 'change' }
const wait = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1_000))

test('the message expires after ten seconds, but not while the pointer or the focus is on it', async () => {
  const onExpire = vi.fn<() => void>()
  render(<UndoToast toast={toast} onUndo={() => null} onExpire={onExpire} />)
  await wait(9)
  fireEvent.focus(screen.getByRole('button', { name: 'Undo' }))
  await wait(60)
  expect(onExpire).not.toHaveBeenCalled()
  fireEvent.blur(screen.getByRole('button', { name: 'Undo' }))
  await wait(9)
  expect(onExpire).not.toHaveBeenCalled()
  await wait(1)
  expect(onExpire).toHaveBeenCalledOnce()
})

test('Undo moves the focus to the message, because the button disappears', () => {
  const onUndo = vi.fn<(changeId: string) => void>()
  render(<UndoToast toast={toast} onUndo={onUndo} onExpire={() => null} />)
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(onUndo).toHaveBeenCalledWith('change')
  expect(screen.getByRole('status')).toHaveFocus()
})
