import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordTrail } from '#src/lib/history-trail.ts'
import { navigate, usePathname } from '#src/lib/navigation.tsx'
import { keepScrollPositions } from '#src/lib/scroll-positions.ts'
import { leaveWithoutAsking } from '#src/lib/unsaved-changes.ts'
import { UnsavedChanges } from './unsaved-changes.tsx'

const stops: (() => void)[] = []
beforeAll(() => void stops.push(recordTrail(), keepScrollPositions()))
afterAll(() => {
  for (const stop of stops) stop()
})
// jsdom does not implement modal dialogs.
beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function close() {
    this.dispatchEvent(new Event('close'))
  }
})

function Page({ isChanged }: { isChanged: boolean }) {
  return usePathname() === '/form' ? <UnsavedChanges isChanged={isChanged} /> : <p>Other page</p>
}

/** Opens a form from the page `/start`. */
function openForm(isChanged = true) {
  leaveWithoutAsking(() => navigate('/start'))
  navigate('/form')
  return render(<Page isChanged={isChanged} />)
}

const here = () => window.location.pathname + window.location.search

/** Goes back one entry, as the Back button does, and waits until the page has handled it. */
async function goBack() {
  const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
  await act(async () => {
    window.history.back()
    await arrived
  })
}

const unload = () => {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

test('asks before a link discards changes, and keeps them on request', async () => {
  openForm()
  act(() => navigate('/sensors'))
  expect(here()).toBe('/form')
  const dialog = screen.getByRole('alertdialog', { name: 'Discard unsaved changes?' })
  expect(dialog).toHaveAccessibleDescription('What you entered hasn’t been saved.')
  await userEvent.click(screen.getByRole('button', { name: 'Keep editing' }))
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
  expect(here()).toBe('/form')

  act(() => navigate('/sensors'))
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  expect(here()).toBe('/sensors')
  expect(screen.getByText('Other page')).toBeVisible()
})

test('asks before Back discards changes; the URL and the page stay the same until then', async () => {
  openForm()
  await goBack()
  expect(here()).toBe('/form')
  expect(screen.queryByText('Other page')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Keep editing' }))

  await goBack()
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  await waitFor(() => expect(here()).toBe('/start'))
  expect(await screen.findByText('Other page')).toBeVisible()
})

test('a Back that was refused does not change the scroll positions of the pages', async () => {
  const { documentElement: root } = document
  leaveWithoutAsking(() => navigate('/start'))
  root.scrollTop = 700
  navigate('/form')
  render(<Page isChanged />)
  // The user scrolls, which ends the scrolling to the top of the new page.
  fireEvent.wheel(window)
  root.scrollTop = 100
  await goBack()
  await userEvent.click(screen.getByRole('button', { name: 'Keep editing' }))
  expect(root.scrollTop).toBe(100)
  await goBack()
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  await waitFor(() => expect(root.scrollTop).toBe(700))
})

test('asks the browser to confirm that the tab closes, only while there are changes', () => {
  const { rerender } = openForm(false)
  expect(unload()).toBe(false)
  rerender(<Page isChanged />)
  expect(unload()).toBe(true)
  rerender(<Page isChanged={false} />)
  expect(unload()).toBe(false)
})

test('does not ask about changes within the page, or without unsaved changes', () => {
  const { rerender } = openForm()
  act(() => navigate('/form?place=f1'))
  expect(here()).toBe('/form?place=f1')
  rerender(<Page isChanged={false} />)
  act(() => navigate('/sensors'))
  expect(here()).toBe('/sensors')
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument()
})
