// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { second } from '#src/domain/time/duration.ts'
import {
  findModernSyntax,
  runClassicScript,
  type SimulatedBrowser,
} from '#src/testing/classic-script.ts'

const script = readFileSync('public/support.js', 'utf8')
const run = (browser: SimulatedBrowser) => runClassicScript(script, browser)
const tooOld = 'Headroom needs a newer browser: Chrome 116, Firefox 124 or Safari 17.4, or later.'

test('the support script uses no syntax newer than ES5', () => {
  expect(findModernSyntax(script)).toBeNull()
})

/** The features that the app needs, each with the properties of a simulated browser that lacks it. */
const features = {
  'module scripts': { hasNoModule: false },
  AbortSignal: { AbortSignal: undefined },
  'AbortSignal.any': { AbortSignal: function AbortSignal() {} },
  'Array.prototype.toSorted': { Array: function Array() {} },
  CSS: { CSS: undefined },
  'color-mix': { CSS: { supports: (property: string) => property !== 'color' } },
}

test.each(Object.entries(features))(
  'shows only the minimum browser versions in a browser without %s',
  (_, { hasNoModule = true, ...globals }: SimulatedBrowser & Record<string, unknown>) => {
    const browser = run({ hasNoModule, globals })
    expect(browser.text()).toBe(tooOld)
    expect(browser.alert()).toBe(tooOld)
  },
)

test('shows the minimum browser versions as soon as the page has a body', () => {
  expect(run({ globals: { CSS: undefined }, isBeforeBody: true }).text()).toBe(tooOld)
})

test.each([
  [{ 'headroom.theme': 'dark' }, 'dark'],
  [{ 'headroom.theme': 'system' }, null],
  [null, null],
])('with %j in storage, the theme attribute is %s before the first paint', (stored, theme) => {
  const { root, text } = run({ stored })
  expect(root.getAttribute('data-theme')).toBe(theme)
  expect(text()).toBe('Loading')
})

test('shows that the numbers in the gateway’s HTML are not updating if the app does not start within 15 seconds', () => {
  const browser = run({ html: '<div id="root" data-at="1"><main>7 people</main></div>' })
  expect(browser.endTimer()).toBe(15 * second)
  expect(browser.alert()).toMatch(/aren’t updating/)
  expect(browser.page.querySelector('main')?.style.opacity).toBe('0.4')
})

test('shows no message about outdated numbers once the app has started', () => {
  const browser = run({ html: '<div id="root"><main>7 people</main></div>' })
  browser.endTimer()
  expect(browser.alert()).toBeUndefined()
})

test.each([{ 'headroom.start': '?view=table' }, { 'headroom.place': 'space_1' }])(
  'hides the overview until DOMContentLoaded if another start page is stored: %o',
  (stored) => {
    const { visibilities } = run({ stored })
    expect(visibilities).toEqual(['hidden', ''])
  },
)

test('does not hide other pages, and does not hide the overview if no start page is stored', () => {
  expect(run({ path: '/sensors', stored: { 'headroom.place': 'a' } }).visibilities).toEqual([
    '',
    '',
  ])
  expect(run({}).visibilities).toEqual(['', ''])
})
