import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

// jsdom does not implement modal dialogs.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.body, { key })
}

test('keeps the keys that are pressed after the shortcut while the dialog loads, and Enter opens the first result', async () => {
  await renderApp()
  await screen.findByRole('button', { name: /^Search/ })
  press('/', 'm', 'a', 'x', 'Backspace', 'Shift', 'p', 'l', '/', 'Backspace', 'e', 'Enter')
  expect(screen.queryByLabelText(/^Find a room, /)).toBeNull()
  await waitFor(() => expect(window.location.pathname).toMatch(/^\/rooms\/room_/))
  expect(screen.queryByLabelText(/^Find a room, /)).toBeNull()
})

test('Escape cancels the search while its dialog loads', async () => {
  const { user } = await renderApp()
  await screen.findByRole('button', { name: /^Search/ })
  press('/', 'm', 'Escape')
  await user.click(await screen.findByRole('button', { name: /^Search/ }))
  expect(await screen.findByLabelText(/^Find a room, /)).toHaveValue('')
})

test('a button closes the search on screens without a keyboard', async () => {
  const { user } = await renderApp()
  await user.click(await screen.findByRole('button', { name: /^Search/ }))
  await user.click(await screen.findByRole('button', { name: 'Close search' }))
  expect(screen.queryByLabelText(/^Find a room, /)).toBeNull()
})
