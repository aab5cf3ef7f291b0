import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { navigate } from '#src/lib/navigation.tsx'
import { renderApp } from '#src/testing/render-app.tsx'

test('each page sets the title of the browser tab, including the page for unknown URLs', async () => {
  await renderApp()
  const titles: [path: string, title: string][] = [
    ['/', 'Rooms – Headroom'],
    ['/sensors', 'Sensors – Headroom'],
    ['/nope', 'Page not found – Headroom'],
    ['/displays/nope', 'Page not found – Headroom'],
    ['/displays', 'Displays – Headroom'],
    ['/metrics', 'What the metrics mean – Headroom'],
  ]
  await screen.findByRole('link', { name: 'Sensors' })
  for (const [path, title] of titles) {
    navigate(path)
    await waitFor(() => expect(document.title).toBe(title))
  }
})
