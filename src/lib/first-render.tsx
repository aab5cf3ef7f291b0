import {
  createContext,
  startTransition,
  useContext,
  useEffect,
  useState,
  type ReactNode,
} from 'react'

/** The time of the gateway's HTML in Unix milliseconds while the page must render the same content; null afterwards. */
export const FirstRenderContext = createContext<number | null>(null)

/**
 * Renders the children with the time of the gateway's HTML and, after hydration, with the current time.
 *
 * @param at Unix milliseconds by the server's clock; null if there is no HTML from the gateway
 */
export function FirstRender({ at, children }: { at: number | null; children: ReactNode }) {
  const [shownAt, setShownAt] = useState(at)
  useEffect(() => startTransition(() => setShownAt(null)), [])
  return <FirstRenderContext value={shownAt}>{children}</FirstRenderContext>
}

/**
 * Returns whether components must render the same content as the gateway's HTML, which excludes parts that load later.
 */
export const useIsFirstRender = () => useContext(FirstRenderContext) !== null
