/** Page metrics other than renders: layout shifts and long tasks since the start, and DOM mutations in cards. */
/** @typedef {{ shifts: number, longTasks: number, mutations: number }} PageCounts */

/** Counts layout shifts without recent input, and tasks over 50 ms. Runs in the page, before its scripts. */
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
 * Counts DOM mutations in cards, except in ages and sparklines, which update independently of polls. Runs in the page,
 * after the cards are rendered.
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

/**
 * Records each render of a card in the production build, in the same way as React DevTools: after each commit, it walks
 * the updated fibers and records the fibers of the card component that performed work. Runs in the page, before its
 * scripts.
 */
export function installRenderCounter() {
  const performedWork = 1
  const memo = new Set([14, 15])
  /** @type {unknown} */
  let counted = null
  /** @type {string[]} */
  let rendered = []

  /** @param {any} fiber */
  function count(fiber) {
    if (memo.has(fiber.tag) && fiber.type === counted && (fiber.flags & performedWork) !== 0)
      rendered.push(roomOf(fiber.memoizedProps.href))
  }
  /** @param {string} href */
  function roomOf(href) {
    const { pathname } = new URL(href, location.origin)
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
  }
  /** @param {any} fiber */
  function visitMounted(fiber) {
    count(fiber)
    for (let child = fiber.child; child; child = child.sibling) visitMounted(child)
  }
  /**
   * @param {any} next
   * @param {any} previous
   */
  function visitUpdated(next, previous) {
    count(next)
    if (next.child === previous.child) return
    for (let child = next.child; child; child = child.sibling) {
      if (child.alternate === null) visitMounted(child)
      else if (child !== child.alternate) visitUpdated(child, child.alternate)
    }
  }

  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      /**
       * @param {number} _renderer
       * @param {any} root
       */
      onCommitFiberRoot(_renderer, root) {
        if (counted && root.current.alternate) visitUpdated(root.current, root.current.alternate)
      },
    },
    headroomBench: {
      /**
       * Starts to count the renders of the memoised component that renders an element. Returns false if there is none.
       *
       * @param {Element} element
       */
      countRendersOf(element) {
        const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'))
        let fiber = key ? Reflect.get(element, key) : null
        while (fiber && !memo.has(fiber.tag)) fiber = fiber.return
        counted = fiber?.type ?? null
        rendered = []
        return counted !== null
      },
      /** Returns the rooms whose cards rendered since the last call, with one entry per render. */
      takeRenders() {
        const taken = rendered
        rendered = []
        return taken
      },
    },
  })
}
