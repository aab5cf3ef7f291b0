import { useCallback, useDeferredValue, useMemo, type ComponentProps, type MouseEvent } from 'react'
import {
  navigate,
  usePathname as useRawPathname,
  useSearch as useRawSearchOf,
} from 'wouter/use-browser-location'
import { roomHref, withExplainParam } from './routes.ts'
import { toQuery } from './url-state.ts'

// These hooks return the URL undecoded. wouter's hooks decode it with `decodeURI`, which maps `%2523` and `%23` to the
// same string, and so corrupts IDs with these characters.

export { navigate } from 'wouter/use-browser-location'

/** `run` is called when the user goes back or forward, before the page renders the new URL. */
export const beforePop: { run?: () => void } = {}
// The first of all listeners of this event. Some browsers call them in the order in which they were added, others call
// those that capture it first.
if (typeof window === 'object') window.addEventListener('popstate', () => beforePop.run?.(), true)

/** The gateway renders only this page. */
const onServer = { ssrPath: '/', ssrSearch: '' }

/** Returns the percent-encoded path of the page. */
export const usePathname = () => useRawPathname(onServer)
const useRawSearch = () => useRawSearchOf(onServer)

/** Returns the percent-encoded query of the page without its `?`. */
export function useQueryString(): string {
  return useRawSearch().slice(1)
}

/** Returns the parsed query of the page. */
export function useSearchParams(): URLSearchParams {
  const search = useRawSearch()
  return useMemo(() => new URLSearchParams(search), [search])
}

/**
 * Returns a function that returns the URL of a room with the page's query. The query is deferred, so that lists of links
 * render with lower priority while the user types a search.
 */
export function useRoomHref(): (roomId: string) => string {
  const query = useDeferredValue(useQueryString())
  return useCallback((roomId) => roomHref(roomId) + (query === '' ? '' : `?${query}`), [query])
}

/**
 * Returns a function that returns the URL with the breakdown of a value over the current screen. The query is deferred,
 * as in `useRoomHref`. The target is `all`, `room:<id>`, `floor:<id>`, `building:<id>` or `site:<id>`, or null for no
 * breakdown.
 */
export function useExplainHref(): (target: string | null) => string {
  const path = usePathname()
  const query = useDeferredValue(useQueryString())
  return useCallback((target) => path + withExplainParam(query, target), [path, query])
}

/** Changes the query of the page. With `replace`, this adds no history entry. */
export function updateSearchParams(
  change: (before: URLSearchParams) => URLSearchParams,
  options?: { replace?: boolean },
): void {
  const { pathname, search } = window.location
  navigate(pathname + toQuery(change(new URLSearchParams(search))), options)
}

type LinkProps = ComponentProps<'a'> & {
  href: string
  /** Whether to replace the current history entry. */
  replace?: boolean
}

/**
 * A link that navigates without reloading the page. The browser handles clicks that open a new tab or window. `onClick`
 * runs first and can prevent the navigation.
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
