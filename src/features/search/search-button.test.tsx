import { fireEvent, screen } from '@testing-library/react'
import { beforeAll, expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

// jsdom does not implement modal dialogs.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
})

const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.body, { key })
}

test('keeps the text that is typed after the shortcut while the dialog loads', async () => {
  await renderApp()
  await screen.findByRole('button', { name: /^Search/ })
  press('/', 'm', 'a', 'x', 'Backspace', 'Shift', '/', 'p')
  expect(screen.queryByLabelText(/^Find a room, /)).toBeNull()
  expect(await screen.findByLabelText(/^Find a room, /)).toHaveValue('ma/p')
})

test('Escape cancels the search while its dialog loads', async () => {
  const { user } = await renderApp()
  await screen.findByRole('button', { name: /^Search/ })
  press('/', 'm', 'Escape')
  await user.click(await screen.findByRole('button', { name: /^Search/ }))
  expect(await screen.findByLabelText(/^Find a room, /)).toHaveValue('')
})
