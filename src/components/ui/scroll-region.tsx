import './scroll-region.css'
import { clsx } from 'clsx'
import { useEffect, useRef, type ComponentProps } from 'react'

/**
 * A region whose content scrolls, such as a wide table. Its right edge fades while there is more content to the right.
 *
 * @param label accessible name
 */
export function ScrollRegion({
  label,
  className,
  ...props
}: { label: string } & ComponentProps<'section'>) {
  const region = useRef<HTMLElement>(null)
  useEffect(() => {
    const { current: element } = region
    if (!element) return undefined
    const update = () => {
      const hidden = element.scrollWidth - element.clientWidth - element.scrollLeft
      element.toggleAttribute('data-more', hidden > 1)
    }
    const observer = new ResizeObserver(update)
    for (const one of [element, ...element.children]) observer.observe(one)
    element.addEventListener('scroll', update, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', update)
    }
  }, [])
  return (
    <section
      {...props}
      ref={region}
      aria-label={label}
      // A scrollable region must be reachable by keyboard (WCAG 2.1.1), and not every browser makes it focusable.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={clsx('scroll-region', className)}
    />
  )
}
