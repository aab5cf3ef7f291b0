import { useEffect } from 'react'
import * as text from '#messages/app.ts'

/** Sets the title of the browser tab, which history entries and bookmarks also use. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = text.documentTitle(title)
  }, [title])
}
