import { boardDraft } from '#src/testing/fixtures.ts'
import { render, screen } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { minute } from '#src/domain/time/duration.ts'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { DisplayRoutes, getDisplayEngine } from './display-app.tsx'
import { PairingScreen } from './pairing-screen.tsx'

/** Stubs browser APIs that jsdom lacks. */
function stubBrowserApis() {
  vi.stubGlobal('performance', Object.assign(performance, { getEntriesByType: () => [] }))
  onTestFinished(() => void vi.unstubAllGlobals())
}

test('shows a pairing code, and a welcome screen with the display’s name after pairing', async () => {
  stubBrowserApis()
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const harness = await createDisplayHarness()
  vi.stubGlobal('fetch', harness.browser())
  window.history.replaceState(null, '', '/display')
  const view = render(<DisplayRoutes />)
  onTestFinished(() => {
    getDisplayEngine().stop()
    view.unmount()
  })

  // The code arrives after the first heading, so the test waits for it first.
  expect(await screen.findByRole('img', { name: /QR code/ })).toBeVisible()
  expect(screen.getByRole('heading', { name: 'Pair this display' })).toBeVisible()
  const code = (await screen.findByLabelText(/^(\w ){5}\w$/)).getAttribute('aria-label') ?? ''
  const added = await harness.send('/api/boards', 'POST', boardDraft)
  const { id: boardId }: { id: string } = await added.json()
  await harness.pair({ code, name: 'Lifts, floor 4', boardId })

  expect(await screen.findByRole('heading', { name: 'Lifts, floor 4' })).toBeVisible()
  expect(screen.getByText(/^Lobby, large cards, \d+ rooms$/)).toBeVisible()
  expect(screen.getByText('demo@headroom.example')).toBeVisible()
  expect(screen.getByText('Sized for 3 m')).toBeVisible()
})

test.each([
  [10.01, 'This code works once and expires in 10 minutes'],
  [0.5, 'This code works once and expires in 1 minute'],
])('for a code that is valid for %s more minutes, shows "%s"', (minutes, words) => {
  const offer = { code: 'K7P4XM', expiresAt: minutes * minute, unknownDisplay: false }
  render(<PairingScreen offer={offer} now={0} trouble={null} />)
  expect(screen.getByText(words)).toBeVisible()
})

test('shows the installation check before the display is paired', async () => {
  stubBrowserApis()
  const harness = await createDisplayHarness()
  vi.stubGlobal('fetch', harness.browser())
  window.history.replaceState(null, '', '/display/check')
  const view = render(<DisplayRoutes />)
  onTestFinished(view.unmount)
  expect(await screen.findByRole('heading', { name: 'Check this display' })).toBeVisible()
  expect(await screen.findByText(/^Median \d+ ms, slowest \d+ ms \(9 requests\)$/)).toBeVisible()
  expect(
    await screen.findByText(
      /^This browser can’t keep the screen on\. To keep the screen awake, turn off .*\.$/,
    ),
  ).toBeVisible()
  expect(screen.getByText('Names at 5 m')).toBeVisible()
})
