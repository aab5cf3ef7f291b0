import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { navigate } from './navigation.tsx'
import { recordTrail } from './history-trail.ts'
import {
  boardEditorPanel,
  closePanel,
  explainPanel,
  panelOpener,
  roomPanel,
} from './panel-history.ts'

const here = () => window.location.pathname + window.location.search

let stopRecording: () => void
beforeAll(() => void (stopRecording = recordTrail()))
afterAll(() => stopRecording())

/** Opens the app at a URL, as a link on a different site does. */
function enter(href: string) {
  stopRecording()
  window.history.pushState(null, '', href)
  stopRecording = recordTrail()
}

const arrival = () =>
  new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }))

/** Goes back one entry, as the Back button does. */
async function back() {
  const arrived = arrival()
  window.history.back()
  await arrived
}

/** Closes a panel, and waits until the page below it is open. */
async function close(panel: Parameters<typeof closePanel>[0], href: string) {
  const wasEntry = window.history.state === null || window.history.state.length === 0
  const arrived = wasEntry ? undefined : arrival()
  closePanel(panel, href)
  await arrived
}

test('closing a room returns to the history entry from which it was opened, and Back then leaves that page', async () => {
  enter('/sensors')
  navigate('/?state=free')
  navigate('/rooms/a?state=free')
  await close(roomPanel, '/?state=free')
  expect(here()).toBe('/?state=free')
  await back()
  expect(here()).toBe('/sensors')
})

test('after a breakdown and the room below it are closed, Back opens neither of them', async () => {
  enter('/displays')
  navigate('/')
  navigate('/rooms/a')
  navigate('/rooms/a?explain=room%3Aa')
  await close(explainPanel, '/rooms/a')
  expect(here()).toBe('/rooms/a')
  await close(roomPanel, '/')
  expect(here()).toBe('/')
  await back()
  expect(here()).toBe('/displays')
})

test('closing a room after its filters have changed opens the page with the new filters', async () => {
  enter('/displays')
  navigate('/')
  navigate('/rooms/a')
  navigate('/rooms/a?state=free')
  navigate('/rooms/b?state=free', { replace: true })
  await close(roomPanel, '/?state=free')
  expect(here()).toBe('/?state=free')
  await back()
  expect(here()).toBe('/')
  await back()
  expect(here()).toBe('/displays')
})

test('if the app was opened at a room, closing the room replaces its history entry', async () => {
  enter('/about')
  enter('/rooms/a')
  await close(roomPanel, '/')
  expect(here()).toBe('/')
  await back()
  expect(here()).toBe('/about')
})

test('if the app was opened at a room, Back does not reopen the room that was closed after several filter changes', async () => {
  enter('/about')
  enter('/rooms/a')
  navigate('/rooms/a?state=free')
  navigate('/rooms/a?state=busy')
  await close(roomPanel, '/?state=busy')
  expect(here()).toBe('/?state=busy')
  await back()
  expect(here()).toBe('/about')
})

test('closing a panel keeps the changes that the page below made to its URL', async () => {
  enter('/sensors')
  navigate('/rooms/a')
  await back()
  navigate('/sensors?q=map', { replace: true })
  window.history.forward()
  await arrival()
  expect(panelOpener(roomPanel)).toBe('/sensors')
  await close(roomPanel, '/sensors')
  expect(here()).toBe('/sensors?q=map')
})

test('closing a panel twice goes back only once', async () => {
  enter('/sensors')
  navigate('/')
  navigate('/rooms/a')
  const arrived = arrival()
  closePanel(roomPanel, '/')
  closePanel(roomPanel, '/')
  await arrived
  await new Promise((resolve) => setTimeout(resolve))
  expect(here()).toBe('/')
})

test.each([
  ['another page', '/sensors?q=a'],
  ['another room', '/rooms/b'],
])('opens a link to %s that is clicked while a panel closes', async (_target, href) => {
  enter('/sensors')
  navigate('/')
  navigate('/rooms/a')
  // Goes back in a later task, as browsers do. jsdom would cancel that task.
  const goBack = window.history.go.bind(window.history)
  const go = vi.spyOn(window.history, 'go').mockImplementation((delta) => {
    setTimeout(() => goBack(delta))
  })
  const arrived = arrival()
  closePanel(roomPanel, '/')
  navigate(href)
  await arrived
  go.mockRestore()
  expect(here()).toBe(href)
  await back()
  expect(here()).toBe('/')
})

test('Back does not reopen a closed board editor', async () => {
  enter('/')
  navigate('/displays')
  navigate('/displays?board=new')
  await close(boardEditorPanel, '/displays')
  expect(here()).toBe('/displays')
  await back()
  expect(here()).toBe('/')
})

const pages = ['/', '/?state=free', '/sensors', '/sensors?q=a']
const panels = ['/rooms/a', '/rooms/b?state=free']
const breakdowns = ['/?explain=all', '/sensors?explain=all', '/rooms/a?explain=room%3Aa']

test('after any navigation, closing the open panel and going back never reopens it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          href: fc.constantFrom(...pages, ...panels, ...breakdowns),
          replace: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
      fc.constantFrom(...panels, ...breakdowns),
      async (visits, last) => {
        enter('/start')
        enter('/displays')
        for (const { href, replace } of visits) navigate(href, { replace })
        navigate(last)
        const panel = explainPanel.isOpen(last) ? explainPanel : roomPanel
        const opener = panelOpener(panel)
        const below = opener ?? '/'
        await close(panel, below)
        expect(here()).toBe(below)
        const before: string[] = window.history.state ?? []
        await back()
        // The page before the opener may have an open panel that was not closed.
        expect(here()).toBe(before.at(-1) ?? '/start')
      },
    ),
    { numRuns: 60 },
  )
})
