import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

/** Returns the visible labels of an element, in document order. */
function visibleTexts(element: Element): string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts: string[] = []
  while (walker.nextNode()) {
    const { currentNode } = walker
    const text = (currentNode.textContent ?? '').trim()
    if (text !== '' && !currentNode.parentElement?.closest('.sr-only, title, kbd')) texts.push(text)
  }
  return texts
}

const squeeze = (text: string) => text.replaceAll(/[\s–]/g, '').toLowerCase()

/**
 * Returns the names of links and buttons that lack their visible text (WCAG 2.5.3, label in name). The name of an
 * element with more than two labels, such as a card, must start with the first label and may phrase the others
 * differently.
 */
function namesWithoutLabel(): string[] {
  const controls = [...screen.getAllByRole('link'), ...screen.getAllByRole('button')]
  return controls.flatMap((control) => {
    const label = control.getAttribute('aria-label')
    if (label === null) return []
    const texts = visibleTexts(control)
    const isNamed =
      texts.length > 2
        ? squeeze(label).startsWith(squeeze(texts[0] ?? ''))
        : squeeze(label).includes(squeeze(texts.join('')))
    return isNamed ? [] : [label]
  })
}

const small = { simulator: { rooms: 4, sensorsPerRoom: 2 } }

test.each([
  ['/', () => screen.findByRole('group', { name: 'View' })],
  ['/?view=table', () => screen.findByRole('table', { name: 'Rooms' })],
  ['/?view=plan', () => screen.findByRole('navigation', { name: 'Floors' })],
  ['/sensors', () => screen.findByRole('table', { name: 'Sensors' })],
  ['/displays', () => screen.findByRole('heading', { name: 'Boards' })],
  ['/metrics', () => screen.findByRole('table', { name: /^Nine metrics for / })],
  ['/settings', () => screen.findByRole('table', { name: 'Rooms' })],
])('the names of links and buttons on %s contain their visible text', async (path, isReady) => {
  await renderApp({ path, ...small })
  await isReady()
  await screen.findByRole('button', { name: 'Account' })
  expect(namesWithoutLabel()).toEqual([])
})

test('the names of links and buttons in the panel of a room contain their visible text', async () => {
  const { user } = await renderApp(small)
  const [card] = await screen.findAllByRole('link', { name: /^Room 0\.01, / })
  if (card) await user.click(card)
  await screen.findByRole('dialog', { name: 'Room 0.01' })
  await screen.findByRole('button', { name: 'Account' })
  expect(namesWithoutLabel()).toEqual([])
})
