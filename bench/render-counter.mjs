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
