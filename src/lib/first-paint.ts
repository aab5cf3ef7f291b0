/** Maximum wait in milliseconds: a page in a background tab is not painted. */
const maxWaitMs = 1_000

let painted: Promise<void> | undefined

/**
 * Resolves after the browser has first painted content, after a second, or immediately if the browser does not report
 * paints. What loads then cannot delay the first screen: a style sheet that a script adds earlier would block the paint
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
