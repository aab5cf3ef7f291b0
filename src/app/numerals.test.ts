import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const comments = /\/\*.*?\*\//gs
const read = (path: string) =>
  readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll(comments, '')

// Tabular numerals also widen hyphens, so names and addresses with hyphens would have gaps: “00 - 17 - 0d”.
test.each([
  ['styles.css', 'body'],
  ['../board/board.css', '.board'],
])('%s does not set tabular numerals for the whole of %s', (path, selector) => {
  const rules = [...read(path).matchAll(/([^{};]+)\{([^{}]*)\}/g)]
  const found = rules.filter(([, selectors = '']) =>
    selectors.split(',').some((one) => one.trim() === selector),
  )
  expect(found.length).toBeGreaterThan(0)
  for (const [, , declarations] of found) expect(declarations).not.toContain('tabular-nums')
})
