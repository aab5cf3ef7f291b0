import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

async function openEditor() {
  const app = await renderApp()
  await app.user.click(await screen.findByRole('link', { name: /^Oak/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'Oak' }))
  await app.user.click(await panel.findByRole('button', { name: 'Edit room' }))
  return { ...app, panel }
}

test('managers can edit the values of a room in its panel, and undo a change', async () => {
  const { user, panel } = await openEditor()
  await user.click(panel.getByRole('button', { name: /, change capacity of Oak$/ }))
  const field = panel.getByRole('textbox', { name: 'capacity of Oak' })
  await user.clear(field)
  await user.type(field, '1,250{Enter}')
  const changed = await panel.findByRole('button', { name: '1,250, change capacity of Oak' })
  await waitFor(() => expect(changed).toHaveFocus())
  await user.click(panel.getByRole('button', { name: '70, change busy threshold of Oak' }))
  const share = panel.getByRole('textbox', { name: 'busy threshold of Oak' })
  await user.clear(share)
  await user.type(share, '45%{Enter}')
  expect(
    await panel.findByRole('button', { name: '45, change busy threshold of Oak' }),
  ).toBeVisible()
  expect(panel.getByText('Busy threshold of Oak saved')).toBeVisible()
  await user.click(panel.getByRole('button', { name: 'Undo' }))
  expect(await panel.findByText('Change undone')).toHaveFocus()
  expect(panel.getByRole('button', { name: '70, change busy threshold of Oak' })).toBeVisible()
  await user.click(changed)
  await user.click(panel.getByRole('button', { name: 'Use Butlr’s value' }))
  expect(await panel.findByText('Capacity of Oak was reset')).toBeVisible()
})

test('a room without its own sensor limit shows the limit that follows from its capacity', async () => {
  const { user, panel } = await openEditor()
  const capacity = panel.getByRole('button', { name: /, change capacity of Oak$/ })
  const people = Number(capacity.textContent)
  const limit = panel.getByRole('button', { name: `${people * 10}, change sensor limit of Oak` })
  await user.click(limit)
  const field = panel.getByRole('textbox', { name: 'sensor limit of Oak' })
  await user.clear(field)
  await user.type(field, '0{Enter}')
  expect(panel.getByRole('alert')).toHaveTextContent('Enter a whole number from 1 to 1,000,000.')
})

test('hiding a room on its own page leaves a notice with a button that shows the room again', async () => {
  const { user, panel } = await openEditor()
  await user.click(panel.getByRole('checkbox', { name: 'Hide Oak' }))
  expect(await screen.findByRole('heading', { name: 'This room is hidden' })).toBeVisible()
  const show = await screen.findByRole('button', { name: 'Show room' })
  await user.click(show)
  expect(await screen.findByRole('dialog', { name: 'Oak' })).toBeVisible()
})

test('people who are not managers see no editor', async () => {
  const { user } = await renderApp({ managers: 'someone@else.example' })
  await user.click(await screen.findByRole('link', { name: /^Oak/ }))
  const panel = within(await screen.findByRole('dialog', { name: 'Oak' }))
  await panel.findByRole('heading', { name: 'Sensors' })
  expect(panel.queryByRole('button', { name: 'Edit room' })).toBeNull()
})
