/** In milliseconds. Limits the wait, because pages in background tabs are not painted. */
const maxWaitMs = 1_000

let painted: Promise<void> | undefined

/**
 * Resolves after the first paint of content, after a second, or immediately if the browser does not report paints. Code
 * that loads afterwards cannot delay the first screen. A style sheet that a script adds earlier would block the paint
 * until it has loaded.
 */
export function afterFirstPaint(): Promise<void> {
  return (painted ??= new Promise((resolve) => {
    setTimeout(resolve, maxWaitMs)
    if (!PerformanceObserver.supportedEntryTypes.includes('paint')) resolve()
    new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length > 0) resolve()
    }).observe({ type: 'paint', buffered: true })
  }))
}
