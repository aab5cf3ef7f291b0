import { runInNewContext } from 'node:vm'
import { minute } from '#src/domain/time/duration.ts'

/** Matches syntax that is newer than ES5. */
const modernSyntax = /=>|`|\b(?:const|let|class|async|await)\b|\?\.|\?\?|\.\.\.|,\s*\)/

/** Returns the first syntax in a script that is newer than ES5, or null if there is none. */
export function findModernSyntax(script: string): string | null {
  const code = script.replaceAll(/\/\/.*$|\/\*.*?\*\//gm, '')
  return modernSyntax.exec(code)?.[0] ?? null
}

export type SimulatedBrowser = Partial<{
  path: string
  hasNoModule: boolean
  /** The stored values; null if storage is blocked. */
  stored: Record<string, string> | null
  isReload: boolean
  /** Whether the script runs before the browser has parsed the body. */
  isBeforeBody: boolean
  html: string
  userAgent: string
  /** Status of the server's response; 0 if it does not respond. */
  status: number
  globals: Record<string, unknown>
}>

const hiddenFlag = { value: false, configurable: true }

/** Runs a classic script in a simulated browser, which has all features unless stated otherwise. */
export function runClassicScript(
  script: string,
  {
    path = '/',
    hasNoModule = true,
    stored = {},
    isReload = false,
    isBeforeBody = false,
    html = '<div id="root">Loading</div>',
    userAgent = '',
    status = 200,
    globals = {},
  }: SimulatedBrowser,
) {
  const page = document.implementation.createHTMLDocument()
  page.body.innerHTML = html
  const { body } = page
  if (isBeforeBody) body.remove()
  let readyState = 'loading'
  Object.defineProperty(page, 'readyState', { get: () => readyState })
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
    Promise,
    Blob: { prototype: { text: () => '' } },
    CSS: { supports: () => true },
    ...globals,
  }
  // jsdom does not support module scripts, so this adds the property that shows support.
  if (hasNoModule) Reflect.defineProperty(HTMLScriptElement.prototype, 'noModule', hiddenFlag)
  runInNewContext(script, {
    ...withFeatures,
    window: { addEventListener, CSS: withFeatures.CSS },
    document: page,
    navigator: { userAgent },
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
  }
  const { style } = page.documentElement
  const visibilities = [style.visibility]
  readyState = 'interactive'
  page.dispatchEvent(new Event('readystatechange'))
  page.dispatchEvent(new Event('DOMContentLoaded'))
  visibilities.push(style.visibility)
  return {
    page,
    /** The CSS visibility of the page before and after it was parsed. */
    visibilities,
    reloads,
    root: page.documentElement,
    text: () => page.body.textContent,
    alert: () => page.querySelector('[role=alert]')?.textContent,
    /** Simulates a file of the page that failed to load. */
    failToLoad: (name: string) => listeners.get('error')?.({ target: page.createElement(name) }),
    /** Fires the next timer, and returns its delay in milliseconds. */
    endTimer: () => {
      const timer = timers.shift()
      timer?.run()
      return timer?.ms
    },
    hasTimer: () => timers.length > 0,
  }
}
