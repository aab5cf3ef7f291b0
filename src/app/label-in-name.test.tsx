import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '#src/testing/render-app.tsx'

/** Texts of an element that are on screen, in document order. */
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
 * Checks that the name of each link and button contains its visible text (WCAG 2.5.3, label in name). The name of an
 * element with many texts, such as a card, starts with the first one and may phrase the others differently.
 */
function expectLabelsInNames(): void {
  const controls = [...document.querySelectorAll('a[aria-label], button[aria-label]')]
  expect(controls.length).toBeGreaterThan(2)
  for (const control of controls) {
    const texts = visibleTexts(control)
    const name = squeeze(control.getAttribute('aria-label') ?? '')
    if (texts.length > 2) expect(name).toMatch(startingWith(texts[0] ?? ''))
    else expect(name).toContain(squeeze(texts.join('')))
  }
}

const startingWith = (text: string) =>
  new RegExp(`^${squeeze(text).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`)

const small = { simulator: { rooms: 4, sensorsPerRoom: 2 } }

test.each([
  ['/', () => screen.findByRole('group', { name: 'View' })],
  ['/?view=table', () => screen.findByRole('table', { name: 'Rooms' })],
  ['/?view=plan', () => screen.findByRole('navigation', { name: 'Floors' })],
  ['/sensors', () => screen.findByRole('table', { name: 'Sensors' })],
  ['/displays', () => screen.findByRole('heading', { name: 'Boards' })],
])('names of links and buttons of %s contain their visible text', async (path, isReady) => {
  await renderApp({ path, ...small })
  await isReady()
  await screen.findByRole('button', { name: 'Account' })
  expectLabelsInNames()
})

test('names of links and buttons of a room contain their visible text', async () => {
  const { user } = await renderApp(small)
  const [card] = await screen.findAllByRole('link', { name: /^Room 0\.01, / })
  if (card) await user.click(card)
  await screen.findByRole('dialog', { name: 'Room 0.01' })
  await screen.findByRole('button', { name: 'Account' })
  expectLabelsInNames()
})
