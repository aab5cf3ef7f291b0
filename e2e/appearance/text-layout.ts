import type { Page } from '@playwright/test'

export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/**
 * Returns pairs of visible labels that overlap, and labels that extend beyond the sides of the window. Only the visible part of
 * a clipped label counts. Labels in a sticky or fixed element are compared only with labels in the same element.
 */
export const findLayoutFaults = (page: Page) =>
  page.evaluate(() => {
    type Box = { node: Node; text: string; layer: Element | null; scrolls: boolean } & Record<
      'left' | 'right' | 'top' | 'bottom',
      number
    >
    const boxes: Box[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (
        text === '' ||
        !parent?.checkVisibility({ opacityProperty: true }) ||
        parent.closest('svg, option, .sr-only')
      )
        continue
      const clip = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity }
      let layer: Element | null = null
      let scrolls = false
      for (let at: Element | null = parent; at && at !== document.body; at = at.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(at)
        if (layer === null && (position === 'fixed' || position === 'sticky')) layer = at
        if (overflowX === 'visible' && overflowY === 'visible') continue
        const edge = at.getBoundingClientRect()
        if (overflowX !== 'visible') {
          clip.left = Math.max(clip.left, edge.left)
          clip.right = Math.min(clip.right, edge.right)
          scrolls ||= overflowX === 'auto'
        }
        clip.top = Math.max(clip.top, edge.top)
        clip.bottom = Math.min(clip.bottom, edge.bottom)
      }
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const line of range.getClientRects()) {
        const box = {
          left: Math.max(line.left, clip.left),
          right: Math.min(line.right, clip.right),
          top: Math.max(line.top, clip.top),
          bottom: Math.min(line.bottom, clip.bottom),
        }
        if (box.right - box.left < 1 || box.bottom - box.top < 1) continue
        boxes.push({ ...box, node, text, layer, scrolls })
      }
    }
    const outside = boxes
      .filter(({ left, right, scrolls }) => !scrolls && (left < -1 || right > innerWidth + 1))
      .map(({ text }) => `outside of the window: ${text}`)
    const overlaps = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (b) =>
            // Ignores boxes of the same label, because a label with an ellipsis has two boxes.
            a.node !== b.node &&
            a.layer === b.layer &&
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
            // Ignores small overlaps, because the boxes of lines overlap slightly if the line height is small.
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6,
        )
        .map((b) => `overlap: ${a.text} / ${b.text}`),
    )
    return [...new Set([...outside, ...overlaps])]
  })
