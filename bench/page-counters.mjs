/** What the page counts for the bench beside renders: shifts and long tasks since the start, changes of the cards' DOM. */
/** @typedef {{ shifts: number, longTasks: number, mutations: number }} PageCounts */

/** Counts layout shifts that no input caused, and tasks over 50 ms. Runs in the page, before its scripts. */
export function installPageCounters() {
  const counts = { shifts: 0, longTasks: 0, mutations: 0 }
  /** @type {string[]} */
  const moved = []
  Object.assign(window, { headroomCounts: counts, headroomMoved: moved })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput')) continue
      counts.shifts += 1
      for (const { node } of Reflect.get(entry, 'sources')) {
        const element = node instanceof Element ? node : node?.parentElement
        moved.push(
          `${element?.tagName ?? 'removed'} “${(element?.textContent ?? '').slice(0, 60)}”`,
        )
      }
    }
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    counts.longTasks += list.getEntries().length
  }).observe({ type: 'longtask', buffered: true })
}

/**
 * Counts changes of the DOM within cards, but for the two leaves that move by themselves: ages and sparklines. Runs in
 * the page, when the cards are there.
 */
export function watchCards() {
  new MutationObserver((list) => {
    for (const { target } of list) {
      const element = target instanceof Element ? target : target.parentElement
      if (!element?.closest('li > a[aria-label]')) continue
      if (element.closest('svg') || element.textContent.endsWith(' ago')) continue
      Reflect.get(window, 'headroomCounts').mutations += 1
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
}
