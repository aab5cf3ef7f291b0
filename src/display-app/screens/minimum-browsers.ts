import * as text from '#messages/display-app.tsx'

/**
 * The oldest browsers that a display supports. vite.display.config.ts builds for them, and
 * scripts/check-display-floor.mjs checks the result. These versions do not decide whether the app loads:
 * public-display/support.js decides that with a feature test.
 */
export const minimumBrowsers = [
  { name: 'Chrome', version: 76, pattern: /Chrome\/(\d+)/ },
  { name: 'Firefox', version: 78, pattern: /Firefox\/(\d+)/ },
  { name: 'Safari', version: 14, pattern: /Version\/(\d+\.\d+).*Safari/ },
] as const

type BrowserCheck = { message: string; ok: boolean }

/**
 * Compares this browser with the minimum. An unknown browser passes, because the feature test has already accepted it.
 */
export function checkBrowser(userAgent: string): BrowserCheck {
  for (const { name, version, pattern } of minimumBrowsers) {
    const found = pattern.exec(userAgent)?.[1]
    if (found === undefined) continue
    const ok = Number(found) >= version
    return { ok, message: text.browserVersion(name, found, version) }
  }
  return { ok: true, message: text.unknownBrowser }
}
