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

/**
 * Notes each render of a card in the production build, the way React's own developer tools do: after each
 * commit it walks the fibers that were touched, and takes those of the card's component that did work. Runs in the page,
 * before its scripts.
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
  function mounted(fiber) {
    count(fiber)
    for (let child = fiber.child; child; child = child.sibling) mounted(child)
  }
  /**
   * @param {any} next
   * @param {any} previous
   */
  function updated(next, previous) {
    count(next)
    if (next.child === previous.child) return
    for (let child = next.child; child; child = child.sibling) {
      if (child.alternate === null) mounted(child)
      else if (child !== child.alternate) updated(child, child.alternate)
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
        if (counted && root.current.alternate) updated(root.current, root.current.alternate)
      },
    },
    headroomBench: {
      /**
       * Counts the memoised component that draws this element.
       *
       * @param {Element} element
       */
      countDrawerOf(element) {
        const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'))
        let fiber = key ? Reflect.get(element, key) : null
        while (fiber && !memo.has(fiber.tag)) fiber = fiber.return
        counted = fiber?.type ?? null
        rendered = []
        return counted !== null
      },
      /** The rooms whose cards rendered since this was last asked, once for each time. */
      takeRenders() {
        const taken = rendered
        rendered = []
        return taken
      },
    },
  })
}
