import type { ComponentProps, MouseEvent } from 'react'
import { navigate } from 'wouter/use-browser-location'

type LinkProps = ComponentProps<'a'> & {
  href: string
  /** Takes the place of this page in the history. */
  replace?: boolean
}

/**
 * A link to another address of the app, which opens without loading the page again. Clicks that ask for a new tab or
 * window stay the browser's. `onClick` comes first and can prevent the navigation.
 */
export function Link({ href, replace = false, onClick, children, ...props }: LinkProps) {
  const open = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0)
      return
    onClick?.(event)
    if (event.defaultPrevented) return
    event.preventDefault()
    navigate(href, { replace })
  }
  return (
    <a {...props} href={href} onClick={open}>
      {children}
    </a>
  )
}
