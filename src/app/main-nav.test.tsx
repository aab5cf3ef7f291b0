import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

test('the link to Rooms restores its filters on other pages, and clears them on the page Rooms itself', async () => {
  const { user } = await renderApp({ path: '/?state=free&view=table' })
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  const tab = (name: string) => within(nav).getByText(name)
  await user.click(tab('Sensors'))
  await screen.findByRole('heading', { name: 'Sensors', level: 1 })
  expect(tab('Rooms')).toHaveAttribute('href', '/?state=free&view=table')
  await user.click(tab('Rooms'))
  expect(window.location.search).toBe('?state=free&view=table')
  // The link to the open screen clears the filters of that screen.
  expect(tab('Rooms')).toHaveAttribute('href', '/')
  await user.click(tab('Rooms'))
  expect(window.location.search).toBe('')
})
