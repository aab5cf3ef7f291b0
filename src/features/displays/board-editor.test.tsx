import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

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
