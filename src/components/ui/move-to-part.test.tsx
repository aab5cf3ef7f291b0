import { expect, test } from 'vitest'
import { moveToPart } from './move-to-part.ts'

test('moves the focus to the heading of a part, or to a part without a heading', () => {
  document.body.innerHTML = `
    <button>Show gaps</button>
    <section id="with-heading"><h2>What this is based on</h2></section>
    <dl id="without-heading"><dt>Sun 22 Nov</dt></dl>`
  moveToPart('with-heading')
  expect(document.activeElement?.textContent).toBe('What this is based on')
  moveToPart('without-heading')
  expect(document.activeElement?.id).toBe('without-heading')
  moveToPart('missing')
  expect(document.activeElement?.id).toBe('without-heading')
})
