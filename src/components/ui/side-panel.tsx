import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { closePanel, type UrlPanel } from '#src/lib/panel-history.ts'
import { useCloseOnEscape, useRestoreFocus } from './use-panel.ts'

/**
 * A non-modal panel above the page. It takes the focus when it opens, returns the focus when it closes, and closes on
 * Escape. It renders at the end of the document, because the element that mounts the panel may lie below elements that
 * the panel must cover.
 *
 * @param subject what the panel shows; a new subject scrolls the panel to the top
 * @param labelledBy ID of the panel's heading
 * @param findLink returns the page's link to the content of the panel, which receives the focus if the opener was removed
 */
export function SidePanel({
  panel,
  subject,
  labelledBy,
  closeHref,
  findLink,
  className,
  children,
}: {
  panel: UrlPanel
  subject: string
  labelledBy: string
  closeHref: string
  findLink: () => HTMLElement | undefined
  className: string
  children: ReactNode
}) {
  const element = useRef<HTMLDivElement>(null)
  useRestoreFocus(findLink)
  useCloseOnEscape(element, () => closePanel(panel, closeHref), true)
  useEffect(() => {
    if (element.current === null || subject === '') return
    element.current.scrollTop = 0
    element.current.focus({ preventScroll: true })
  }, [subject])
  return createPortal(
    <div
      ref={element}
      role="dialog"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      className={className}
    >
      {children}
    </div>,
    document.body,
  )
}
