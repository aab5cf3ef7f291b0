import { useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { focusMain } from '#src/components/ui/focus-return.ts'
import { skipLink } from '#messages/shortcuts.ts'

/** The first tab stop of the page, visible only while it has the focus. */
export function SkipLink() {
  const [container] = useState(() => document.createElement('div'))
  useLayoutEffect(() => {
    document.body.prepend(container)
    return () => container.remove()
  }, [container])
  return createPortal(
    <a
      href="#main"
      className="skip-link"
      onClick={(event) => {
        // Following the link would add a history entry.
        event.preventDefault()
        focusMain()
        document.documentElement.scrollTop = 0
      }}
    >
      {skipLink}
    </a>,
    container,
  )
}
