import { useEffect } from 'react'

/** Names the browser's tab, and with it the history entry and a bookmark. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Headroom`
  }, [title])
}
