/**
 * The oldest browsers that a display runs in. `AbortSignal.any` decides, which every request's deadline is made with; the
 * units of container queries, in which boards are measured, are older. public/support.js looks for the features
 * themselves, before anything else is loaded; the numbers are for people.
 */
export const minimumBrowsers = [
  { name: 'Chrome', version: 116, pattern: /Chrome\/(\d+)/ },
  { name: 'Firefox', version: 124, pattern: /Firefox\/(\d+)/ },
  { name: 'Safari', version: 17.4, pattern: /Version\/(\d+\.\d+).*Safari/ },
] as const

export type BrowserCheck = { message: string; ok: boolean }

/** This browser against the minimum, in words. One that is none of these is judged by its features alone. */
export function checkBrowser(userAgent: string): BrowserCheck {
  for (const { name, version, pattern } of minimumBrowsers) {
    const found = pattern.exec(userAgent)?.[1]
    if (found === undefined) continue
    const ok = Number(found) >= version
    return { ok, message: `${name} ${found}; at least ${version} is needed` }
  }
  return { ok: true, message: 'An unknown browser that can do what is needed' }
}
