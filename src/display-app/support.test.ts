// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { minute } from '#src/domain/time/duration.ts'
import {
  findModernSyntax,
  runClassicScript,
  type SimulatedBrowser,
} from '#src/testing/classic-script.ts'
import { minimumBrowsers } from './screens/minimum-browsers.ts'

const script = readFileSync('public-display/support.js', 'utf8')
const notice = readFileSync('src/messages/en/old-browser.html', 'utf8').replaceAll(
  /\s+|&nbsp;/g,
  ' ',
)
const html = `<div id="old-browser" hidden>${notice}</div><div id="root">Loading</div>`
const run = (browser: SimulatedBrowser) =>
  runClassicScript(script, { path: '/display', html, ...browser })

test('the support script uses no syntax newer than ES5', () => {
  expect(findModernSyntax(script)).toBeNull()
})

test.each([
  ['module scripts', { hasNoModule: false }],
  ['Promise.allSettled', { globals: { Promise: function Promise() {} } }],
  ['Blob.text', { globals: { Blob: { prototype: {} } } }],
])(
  'in a browser without %s, replaces the app with a notice that names the browser’s version',
  (_, browser) => {
    const userAgent =
      'Mozilla/5.0 (Web0S; SmartTV) AppleWebKit/537.36 Chrome/63.0.3239.84 Safari/537.36'
    const { page, failToLoad, hasTimer } = run({ ...browser, userAgent })
    expect(page.getElementById('root')).toBeNull()
    expect(page.getElementById('old-browser')?.hidden).toBe(false)
    expect(page.body.textContent).toContain('This screen runs Chrome 63.')
    expect(page.querySelector('link')?.href).toContain('/display/old-browser.css')
    failToLoad('script')
    expect(hasTimer()).toBe(false)
  },
)

test.each([
  ['Mozilla/5.0 (X11; rv:68.0) Gecko/20100101 Firefox/68.0', 'Firefox 68'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/12.1 Safari/605.1.15', 'Safari 12.1'],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer 11'],
  ['Mozilla/5.0 (PlayStation 4)', 'an older browser'],
])('names the browser with user agent “%s” as %s', (userAgent, name) => {
  const { page } = run({ hasNoModule: false, userAgent })
  expect(page.body.textContent).toContain(`This screen runs ${name}.`)
})

test('the notice names the minimum browser versions', () => {
  for (const { name, version } of minimumBrowsers) expect(notice).toContain(`${name} ${version}`)
})

test('does not change the page in a supported browser', () => {
  const { page } = run({})
  expect(page.getElementById('root')?.textContent).toBe('Loading')
  expect(page.getElementById('old-browser')?.hidden).toBe(true)
})

test.each([
  [{ 'headroom.display.look': 'light' }, 'light', 'light'],
  [{ 'headroom.display.look': 'black' }, 'dark', 'black'],
  [{}, 'dark', 'dark'],
  [null, 'dark', 'dark'],
])('with %j in storage, applies the theme before the first paint', (stored, theme, display) => {
  const { root } = run({ stored })
  expect(root.getAttribute('data-theme')).toBe(theme)
  expect(root.getAttribute('data-display')).toBe(display)
})

/** Returns the contrast ratio of two colours (WCAG 2.2). */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test('the text of the notice has a contrast of at least 7:1', () => {
  const sheet = readFileSync('public-display/old-browser.css', 'utf8')
  const inks = [...sheet.matchAll(/[^-]color: (#\w{6});/g)].map(([, ink = '']) => ink)
  const [ground = ''] = /#\w{6}/.exec(sheet) ?? []
  expect(new Set(inks).size).toBeGreaterThanOrEqual(3)
  for (const ink of inks) expect({ ink, ok: contrast(ink, ground) >= 7 }).toEqual({ ink, ok: true })
})

test('a display whose files fail to load reloads immediately if the server responds', () => {
  const browser = run({})
  browser.failToLoad('script')
  browser.failToLoad('link')
  expect(browser.endTimer()).toBe(0)
  expect(browser.reloads).toEqual(['/display'])
  expect(browser.hasTimer()).toBe(false)
})

test('a display whose files fail to load again after a reload announces the next reload in five minutes', () => {
  const browser = run({ isReload: true })
  browser.failToLoad('link')
  expect(browser.alert()).toBe(
    'Part of this page couldn’t be loaded. It will reload in five minutes.',
  )
  expect(browser.endTimer()).toBe(4 * minute)
  expect(browser.reloads).toEqual(['/display'])
})

test.each([0, 502])(
  'a display does not reload while the server responds with status %d',
  (status) => {
    const browser = run({ status })
    browser.failToLoad('script')
    browser.endTimer()
    expect(browser.reloads).toEqual([])
    expect(browser.endTimer()).toBe(minute)
  },
)

test.each([
  ['an image fails to load', 'img', ''],
  ['the board is already shown', 'script', '<div class="display"></div>'],
])('a display does not reload if %s', (_, name, html) => {
  const browser = run({})
  browser.page.body.innerHTML = html
  browser.failToLoad(name)
  expect(browser.hasTimer()).toBe(false)
})
