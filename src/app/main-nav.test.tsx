import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

test('the link to Rooms leaves out the range of the room that was open', async () => {
  const { user } = await renderApp({ path: '/rooms/nowhere?state=free&range=last-week' })
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  await user.click(within(nav).getByText('Sensors'))
  await screen.findByRole('heading', { name: 'Sensors', level: 1 })
  expect(within(nav).getByText('Rooms')).toHaveAttribute('href', '/?state=free')
})

test('the link to Rooms keeps its filters on every page', async () => {
  const { user } = await renderApp({ path: '/?state=free&view=table' })
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  const tab = (name: string) => within(nav).getByText(name)
  await user.click(tab('Sensors'))
  await screen.findByRole('heading', { name: 'Sensors', level: 1 })
  expect(tab('Rooms')).toHaveAttribute('href', '/?state=free&view=table')
  await user.click(tab('Rooms'))
  expect(window.location.search).toBe('?state=free&view=table')
  const entries = window.history.length
  await user.click(tab('Rooms'))
  expect(window.location.search).toBe('?state=free&view=table')
  expect(window.history.length).toBe(entries)
})
