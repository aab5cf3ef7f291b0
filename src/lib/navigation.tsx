import { useMemo, type ComponentProps, type MouseEvent } from 'react'
import { navigate, useSearch as useRawSearch } from 'wouter/use-browser-location'

// The address of the page as it is. wouter's own hooks decode it (`decodeURI`), after which `%2523` and `%23` are the
// same, and ids with such characters are lost.

/** `usePathname` is the path of the page, percent-encoded; `navigate` opens another address. */
export { navigate, usePathname } from 'wouter/use-browser-location'

/** The query of the page without its `?`, percent-encoded. */
export function useQueryString(): string {
  return useRawSearch().slice(1)
}

/** The query of the page as parameters. */
export function useSearchParams(): URLSearchParams {
  const search = useRawSearch()
  return useMemo(() => new URLSearchParams(search), [search])
}

/** Changes the query of the page. `replace` leaves no step in the history. */
export function updateSearchParams(
  change: (before: URLSearchParams) => URLSearchParams,
  options?: { replace?: boolean },
): void {
  const { pathname, search } = window.location
  const next = change(new URLSearchParams(search)).toString()
  navigate(next === '' ? pathname : `${pathname}?${next}`, options)
}

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
