/**
 * Roving focus: a group of links is one tab stop, and arrow keys move focus between them according to their layout. See
 * "Grid" in the ARIA Authoring Practices Guide.
 */

type Item = HTMLElement | SVGElement

type Box = { left: number; top: number; right: number; bottom: number }

const centre = ({ left, top, right, bottom }: Box) => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
})

/** Returns the index of the smallest cost, or -1 if all are infinite. */
function leastIndex(costs: readonly number[]): number {
  const least = Math.min(...costs)
  return least === Infinity ? -1 : costs.indexOf(least)
}

/** Returns whether the vertical centre of one box is between the top and the bottom of the other. */
const isSameRow = (one: Box, other: Box) =>
  centre(one).y > other.top && centre(one).y < other.bottom

/**
 * Returns the index of the box to focus for a key, for boxes in rows, or -1 if focus stays.
 *
 * @param boxes in reading order
 * @param key such as `ArrowDown`; `Home` and `End` move within the row
 */
export function nextInRows(boxes: readonly Box[], from: number, key: string): number {
  const start = boxes[from]
  if (!start) return -1
  const row = boxes.flatMap((box, index) => (isSameRow(box, start) ? [index] : []))
  switch (key) {
    case 'ArrowRight':
      return from + 1 < boxes.length ? from + 1 : -1
    case 'ArrowLeft':
      return from - 1
    case 'Home':
      return row.at(0) ?? -1
    case 'End':
      return row.at(-1) ?? -1
    case 'ArrowDown':
    case 'ArrowUp': {
      const step = key === 'ArrowDown' ? 1 : -1
      const { x, y } = centre(start)
      return leastIndex(
        boxes.map((box) => {
          const distance = (centre(box).y - y) * step
          if (isSameRow(box, start) || distance <= 0) return Infinity
          // Ranks boxes by the distance of their row first, then by the distance of their column.
          return distance * 10_000 + Math.abs(centre(box).x - x)
        }),
      )
    }
    default:
      return -1
  }
}

const directions: Partial<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/**
 * Returns the index of the nearest box in the direction of an arrow key, for boxes in any position, or -1 if there is
 * none.
 */
export function nextInPlane(boxes: readonly Box[], from: number, key: string): number {
  const start = boxes[from]
  const direction = directions[key]
  if (!start || !direction) return -1
  const { x, y } = centre(start)
  const [right, down] = direction
  return leastIndex(
    boxes.map((box) => {
      const [dx, dy] = [centre(box).x - x, centre(box).y - y]
      const along = dx * right + dy * down
      const across = Math.abs(dx * down) + Math.abs(dy * right)
      // Prefers boxes straight ahead. Boxes that are further to the side are reached with the other arrow keys.
      return along > 0 && across <= along * 2 ? along + 2 * across : Infinity
    }),
  )
}

const hasModifier = ({ ctrlKey, metaKey, altKey }: KeyboardEvent) => ctrlKey || metaKey || altKey

/**
 * Makes the items that match a selector one tab stop, including items that are added later. Returns a function that
 * undoes this.
 *
 * @param isPlane whether an item can have any position, as on a floor plan, instead of being in a row
 */
export function attachRovingFocus(selector: string, isPlane: (item: Item) => boolean): () => void {
  const findItems = () => [...document.querySelectorAll<Item>(selector)]
  let current: Item | null = null
  /** URL of the current item, which identifies it after it has rendered again. */
  let href: string | null = null

  const setCurrent = (item: Item) => {
    current = item
    href = item.getAttribute('href')
  }
  const updateTabStops = () => {
    const items = findItems()
    const tabStop =
      items.find((item) => item === current) ??
      items.find((item) => item.getAttribute('href') === href) ??
      items[0]
    // Avoids needless changes, because this function also runs after polls and clock ticks.
    for (const item of items) {
      const tabIndex = item === tabStop ? '0' : '-1'
      if (item.getAttribute('tabindex') !== tabIndex) item.setAttribute('tabindex', tabIndex)
    }
  }
  const focus = (item: Item | undefined) => {
    if (!item) return
    setCurrent(item)
    updateTabStops()
    item.focus()
  }
  /** Scrolls to the first or last item before focusing it, because long lists render only visible items. */
  const focusEdge = (isFirst: boolean) => {
    const { documentElement } = document
    documentElement.scrollTop = isFirst ? 0 : documentElement.scrollHeight
    requestAnimationFrame(() =>
      requestAnimationFrame(() => focus(isFirst ? findItems()[0] : findItems().at(-1))),
    )
  }
  const handleFocusIn = ({ target }: FocusEvent) => {
    if (!isItem(target) || !target.matches(selector)) return
    setCurrent(target)
    updateTabStops()
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    const { key, target } = event
    if (event.defaultPrevented || !isItem(target) || !target.matches(selector)) return
    if (event.ctrlKey && (key === 'Home' || key === 'End')) {
      event.preventDefault()
      focusEdge(key === 'Home')
      return
    }
    if (hasModifier(event) || event.shiftKey) return
    const items = findItems()
    const boxes = items.map((item) => item.getBoundingClientRect())
    const next = isPlane(target) ? nextInPlane : nextInRows
    const index = next(boxes, items.indexOf(target), key)
    if (index < 0) return
    event.preventDefault()
    focus(items[index])
  }
  let frame = 0
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(updateTabStops)
  })
  updateTabStops()
  observer.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', handleFocusIn)
  document.addEventListener('keydown', handleKeyDown)
  return () => {
    cancelAnimationFrame(frame)
    observer.disconnect()
    document.removeEventListener('focusin', handleFocusIn)
    document.removeEventListener('keydown', handleKeyDown)
    for (const item of findItems()) item.removeAttribute('tabindex')
  }
}

function isItem(target: EventTarget | null): target is Item {
  return target instanceof HTMLElement || target instanceof SVGElement
}
