import { render, screen } from '@testing-library/react'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Board } from '#src/contract/board.ts'
import { DisplayBoardResponse } from '#src/contract/display.ts'
import { PairingOffer } from '#src/contract/pairing.ts'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { DisplayRoutes, getDisplayEngine } from './display-app.tsx'

test('shows a notice while a screen fails to render, and the board after the next poll', async () => {
  vi.stubGlobal('performance', Object.assign(performance, { getEntriesByType: () => [] }))
  vi.spyOn(Math, 'random').mockReturnValue(0)
  onTestFinished(() => void vi.unstubAllGlobals())
  const harness = await createDisplayHarness()
  const browser = harness.browser()
  const offered = await browser('/api/display/pairing', { method: 'POST' })
  const { code } = v.parse(PairingOffer, await offered.json())
  const added = await harness.send('/api/boards', 'POST', boardDraft)
  const { id: boardId } = v.parse(Board, await added.json())
  await harness.pair({ code, name: 'Lifts', boardId })
  await browser('/api/display/pairing')
  const board = v.parse(DisplayBoardResponse, await (await browser('/api/display/board')).json())
  // An impossible clock skew in the stored data makes all times on the screen invalid.
  localStorage.setItem('headroom.display.board', JSON.stringify(board))
  const figures = { at: Date.now(), skewMs: 1e300, rooms: {} }
  localStorage.setItem('headroom.display.figures', JSON.stringify(figures))
  vi.spyOn(console, 'error').mockReturnValue()
  let goOnline: () => void = () => {}
  const online = new Promise<void>((resolve) => {
    goOnline = resolve
  })
  const request = async (...call: Parameters<typeof browser>) => {
    await online
    return browser(...call)
  }
  vi.stubGlobal('fetch', request)
  window.history.replaceState(null, '', '/display')

  const view = render(<DisplayRoutes />)
  onTestFinished(() => {
    getDisplayEngine().stop()
    view.unmount()
  })
  expect(screen.getByRole('status')).toHaveTextContent('Headroom can’t show this board right now.')
  goOnline()
  expect(await screen.findByRole('heading', { name: /^Lobby/ })).toBeVisible()
  expect(screen.queryByText(/can’t show this board/)).not.toBeInTheDocument()
})
