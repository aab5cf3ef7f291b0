// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { minute } from '#src/domain/time/duration.ts'
import { minimumBrowsers } from './minimum-browsers.ts'

const script = readFileSync('public/support.js', 'utf8')
const [chrome, firefox, safari] = minimumBrowsers
const tooOld = `Headroom needs a newer browser: ${chrome.name} ${chrome.version}, ${firefox.name} ${firefox.version} or ${safari.name} ${safari.version}, or later.`

test('the support script uses no syntax newer than ES5', () => {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  expect(code).not.toMatch(/=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.|,\s*\)/)
})

/** The features that the app needs, each with the properties of a simulated browser that lacks it. */
const features = {
  'module scripts': { hasNoModule: false },
  AbortSignal: { AbortSignal: undefined },
  'AbortSignal.any': { AbortSignal: function AbortSignal() {} },
  'Array.prototype.toSorted': { Array: function Array() {} },
  CSS: { CSS: undefined },
  'container query units': { CSS: { supports: (property: string) => property !== 'width' } },
  'color-mix': { CSS: { supports: (property: string) => property !== 'color' } },
}

type Browser = Partial<{
  path: string
  hasNoModule: boolean
  /** The stored values; null if storage is blocked. */
  stored: Record<string, string> | null
  isReload: boolean
  /** Whether the script runs before the browser has read the body of the page. */
  isBeforeBody: boolean
  /** Status of the server's response; 0 if it does not respond. */
  status: number
  globals: Record<string, unknown>
}>

const hiddenFlag = { value: false, configurable: true }

/** Runs the support script in a page of a simulated browser, which has all features unless stated otherwise. */
function run({
  path = '/',
  hasNoModule = true,
  stored = {},
  isReload = false,
  isBeforeBody = false,
  status = 200,
  globals = {},
}: Browser) {
  const page = document.implementation.createHTMLDocument()
  page.body.innerHTML = '<div id="root">Loading</div>'
  const { body } = page
  if (isBeforeBody) body.remove()
  const listeners = new Map<string, (event: unknown) => void>()
  const timers: { run: () => void; ms: number }[] = []
  const reloads: string[] = []
  class Request {
    status = status
    onload = () => {}
    onerror = () => {}
    open() {}
    setRequestHeader() {}
    send() {
      if (status === 0) this.onerror()
      else this.onload()
    }
  }
  const addEventListener = (kind: string, listener: (event: unknown) => void) =>
    void listeners.set(kind, listener)
  const withFeatures = {
    AbortSignal,
    CSS: { supports: () => true },
    ...globals,
  }
  // jsdom does not support module scripts.
  if (hasNoModule) Reflect.defineProperty(HTMLScriptElement.prototype, 'noModule', hiddenFlag)
  runInNewContext(script, {
    ...withFeatures,
    window: { addEventListener, CSS: withFeatures.CSS },
    document: page,
    location: { pathname: path, search: '', href: path, reload: () => reloads.push(path) },
    get localStorage() {
      if (stored === null) throw new Error('storage is blocked')
      return { getItem: (key: string) => stored[key] ?? null }
    },
    performance: {
      now: () => minute,
      getEntriesByType: () => [{ type: isReload ? 'reload' : 'navigate' }],
    },
    XMLHttpRequest: Request,
    setTimeout: (callback: () => void, ms: number) => timers.push({ run: callback, ms }),
  })
  Reflect.deleteProperty(HTMLScriptElement.prototype, 'noModule')
  if (isBeforeBody) {
    page.documentElement.append(body)
    page.dispatchEvent(new Event('DOMContentLoaded'))
  }
  return {
    page,
    reloads,
    root: page.documentElement,
    text: () => page.body.textContent,
    alert: () => page.querySelector('[role=alert]')?.textContent,
    /** Reports that a file of the page failed to load. */
    failToLoad: (name: string) => listeners.get('error')?.({ target: page.createElement(name) }),
    /** Ends the next timer and returns its delay in milliseconds. */
    endTimer: () => {
      const timer = timers.shift()
      timer?.run()
      return timer?.ms
    },
    hasTimer: () => timers.length > 0,
  }
}

test.each(Object.entries(features))(
  'shows only the minimum versions in a browser without %s',
  (_, { hasNoModule = true, ...globals }: Browser & Record<string, unknown>) => {
    for (const path of ['/', '/display']) {
      const browser = run({ path, hasNoModule, globals })
      expect(browser.text()).toBe(tooOld)
      expect(browser.alert()).toBe(tooOld)
      browser.failToLoad('script')
      expect(browser.hasTimer()).toBe(false)
    }
  },
)

test('shows the minimum versions as soon as the page has a body', () => {
  expect(run({ globals: { CSS: undefined }, isBeforeBody: true }).text()).toBe(tooOld)
})

test.each(['/', '/display', '/display/check'])(
  'leaves %s as it is in a supported browser',
  (path) => {
    expect(run({ path }).text()).toBe('Loading')
  },
)

test.each([
  ['/', { 'headroom.theme': 'dark' }, 'dark', null],
  ['/', { 'headroom.theme': 'system' }, null, null],
  ['/', null, null, null],
  ['/display', { 'headroom.display.look': 'light' }, 'light', 'light'],
  ['/display', { 'headroom.display.look': 'black' }, 'dark', 'black'],
  ['/display', {}, 'dark', 'dark'],
  ['/display', null, null, null],
])(
  'applies the theme on %s with %j stored before the first paint',
  (path, stored, theme, display) => {
    const { root, text } = run({ path, stored })
    expect(root.getAttribute('data-theme')).toBe(theme)
    expect(root.getAttribute('data-display')).toBe(display)
    expect(text()).toBe('Loading')
  },
)

test('a display whose files fail to load reloads at once when the server responds', () => {
  const browser = run({ path: '/display' })
  browser.failToLoad('script')
  browser.failToLoad('link')
  expect(browser.endTimer()).toBe(0)
  expect(browser.reloads).toEqual(['/display'])
  expect(browser.hasTimer()).toBe(false)
})

test('a display whose files fail to load after a reload says that it will reload in five minutes', () => {
  const browser = run({ path: '/display', isReload: true })
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
    const browser = run({ path: '/display', status })
    browser.failToLoad('script')
    browser.endTimer()
    expect(browser.reloads).toEqual([])
    expect(browser.endTimer()).toBe(minute)
  },
)

test.each([
  ['an image fails to load', '/display', 'img', ''],
  ['the board is already shown', '/display', 'script', '<div class="display"></div>'],
])('does not reload if %s', (_, path, name, html) => {
  const browser = run({ path })
  browser.page.body.innerHTML = html
  browser.failToLoad(name)
  expect(browser.hasTimer()).toBe(false)
})

test('does not reload the page for staff', () => {
  const browser = run({})
  browser.failToLoad('script')
  browser.endTimer()
  expect(browser.hasTimer()).toBe(false)
  expect(browser.reloads).toEqual([])
})

test('marks the numbers in the HTML of the gateway if the app does not start within 15 seconds', () => {
  const browser = run({})
  browser.page.body.innerHTML = '<div id="root" data-at="1"><div><main>7 people</main></div></div>'
  expect(browser.endTimer()).toBe(minute / 4)
  expect(browser.alert()).toMatch(/aren’t updating/)
  expect(browser.page.querySelector('main')?.style.opacity).toBe('0.4')
})

test('marks nothing once the app has started', () => {
  const browser = run({})
  browser.page.body.innerHTML = '<div id="root"><main>7 people</main></div>'
  browser.endTimer()
  expect(browser.alert()).toBeUndefined()
})

test.each([{ 'headroom.start': '?view=table' }, { 'headroom.place': 'space_1' }])(
  'hides the overview until the app starts if another page opens: %o',
  (stored) => {
    const { root, page } = run({ stored })
    expect(root.style.visibility).toBe('hidden')
    page.dispatchEvent(new Event('DOMContentLoaded'))
    expect(root.style.visibility).toBe('')
  },
)

test('hides nothing on other pages', () => {
  expect(run({ path: '/sensors', stored: { 'headroom.place': 'a' } }).root.style.visibility).toBe(
    '',
  )
  expect(run({}).root.style.visibility).toBe('')
})
