import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

// jsdom does not implement modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.dispatchEvent(new Event('close'))
  }
})

const openEditor = async () => {
  const { user } = await renderApp({ path: '/displays?board=new' })
  return { user, name: await screen.findByRole('textbox', { name: 'Name' }) }
}

test('saving an invalid board moves the focus to its first invalid field', async () => {
  const { user, name } = await openEditor()
  await user.clear(name)
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(name).toHaveFocus()
  expect(name).toBeInvalid()
  expect(screen.getByText('Please fix the highlighted fields.')).toBeVisible()
})

test('an error is marked without saving, and its notice disappears when it is fixed', async () => {
  const { user, name } = await openEditor()
  const preview = screen.getByRole('region', { name: 'Preview' })
  const diagonal = screen.getByRole('spinbutton', { name: 'Screen diagonal (inches)' })
  await user.clear(diagonal)
  await within(preview).findByText(/^Not up to date: this shows the board before/)
  await waitFor(() => expect(diagonal).toBeInvalid())
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  expect(screen.getByText('Please fix the highlighted fields.')).toBeVisible()
  await user.type(diagonal, '55')
  expect(diagonal).toBeValid()
  expect(screen.queryByText('Please fix the highlighted fields.')).not.toBeInTheDocument()
  expect(within(preview).queryByText(/^Not up to date/)).not.toBeInTheDocument()
  expect(name).toBeValid()
})

test('Cancel asks before it discards changes, and a board without changes closes at once', async () => {
  const { user, name } = await openEditor()
  await user.type(name, ' 2')
  await user.click(screen.getByRole('link', { name: 'Cancel' }))
  await user.click(screen.getByRole('button', { name: 'Keep editing' }))
  expect(name).toHaveValue('All rooms 2')
  await user.type(name, '{Backspace}{Backspace}')
  await user.click(screen.getByRole('link', { name: 'Cancel' }))
  await screen.findByRole('heading', { name: 'Boards' })
})

test('a board that another user deletes stays in its editor and can be saved as a new board', async () => {
  const app = await renderApp({ path: '/displays?board=new' })
  const { user } = app
  await user.click(await screen.findByRole('button', { name: 'Save board' }))
  await user.click(await screen.findByRole('link', { name: 'Edit All rooms' }))
  const name = await screen.findByRole('textbox', { name: 'Name' })
  const id = new URLSearchParams(window.location.search).get('board')
  const otherFetch = await app.signInElsewhere()
  await otherFetch(`/api/boards/${id}`, { method: 'DELETE' })
  await user.type(name, ' again')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  await user.click(await screen.findByRole('button', { name: 'Keep my version' }))
  await screen.findByText('This board was deleted. Saving will create a new one.')
  expect(name).toHaveValue('All rooms again')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  await screen.findByRole('link', { name: 'Edit All rooms again' })
})

test('Enter in the short name of a room, and saving, keep what was typed', async () => {
  const { user, name } = await openEditor()
  await user.clear(name)
  await user.type(name, 'Lobby')
  await user.click(screen.getByText('Short names (0)'))
  await user.selectOptions(screen.getByLabelText('Room'), 'Juniper')
  await user.type(screen.getByRole('textbox', { name: 'Short name' }), 'Jun{Enter}')
  expect(screen.getByText('Short names (1)')).toBeVisible()
  await user.selectOptions(screen.getByLabelText('Room'), 'Oak')
  await user.type(screen.getByRole('textbox', { name: 'Short name' }), 'O')
  await user.click(screen.getByRole('button', { name: 'Save board' }))
  await screen.findByText('Board saved')
  await user.click(screen.getByRole('link', { name: 'Edit Lobby' }))
  expect(await screen.findByText('Short names (2)')).toBeInTheDocument()
})

test('Enter in the search for rooms does not save the board, and rooms have their floor', async () => {
  const { user } = await openEditor()
  await user.selectOptions(screen.getByLabelText('Rooms'), 'Select rooms…')
  await user.type(screen.getByRole('searchbox'), 'juni{Enter}')
  expect(screen.queryByText('Board saved')).toBeNull()
  const [room] = screen.getAllByRole('checkbox', { name: /^Juniper/ })
  expect(room).toHaveAccessibleName(/^Juniper .*Floor 3$/)
  expect(within(screen.getByRole('region', { name: 'Preview' })).getByRole('article')).toBeVisible()
})
