import { autoUpdate, computePosition, flip, offset, shift, size } from '@floating-ui/dom'
import { clsx } from 'clsx'
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type ToggleEvent,
} from 'react'
import { Button } from './button.tsx'
import { focusMenuItem, moveFocusInMenu } from './menu-keys.ts'

/** Distance of a panel from its button and from the edges of the viewport, in pixels. */
const gap = 8

/**
 * A button that closes the panel around it. It is shown only on phones, where little space outside the panel can be
 * tapped.
 */
export function ClosePopoverButton({ label }: { label: string }) {
  return (
    <Button
      variant="primary"
      className="w-full md:hidden"
      onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}
    >
      {label}
    </Button>
  )
}

/**
 * A button with a panel below or above it, based on the native popover. Escape, an outside click, and moving focus
 * elsewhere on the page close the panel. After Escape, focus returns to the button. The panel stays inside the viewport
 * and follows its button. Its content is rendered only while it is open. On the button, the up and down arrow keys open
 * the panel and move focus into it. In the panel, arrow keys, Home and End move focus between its elements.
 *
 * @param label accessible name of the panel
 * @param button content of the button
 * @param buttonLabel accessible name of the button; required if `button` is not text
 * @param align which edges of button and panel line up
 */
export function Popover({
  label,
  button,
  buttonLabel,
  buttonClassName,
  className,
  align = 'right',
  children,
}: {
  label: string
  button: ReactNode
  buttonLabel?: string
  buttonClassName?: string
  className?: string
  align?: 'left' | 'right'
  children: ReactNode
}) {
  const id = useId()
  const buttonElement = useRef<HTMLButtonElement>(null)
  const panelElement = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const { current: anchor } = buttonElement
    const { current: panel } = panelElement
    if (!open || !anchor || !panel) return
    return autoUpdate(anchor, panel, () => void placePanel(anchor, panel, align))
  }, [open, align])

  useCloseOnFocusElsewhere(open, buttonElement, panelElement)

  const stopFocusing = useRef<() => void>(undefined)
  useEffect(() => () => stopFocusing.current?.(), [])

  function handleButtonKeyDown(event: KeyboardEvent<HTMLButtonElement>) {
    const { current: panel } = panelElement
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || !panel) return
    event.preventDefault()
    setOpen(true)
    panel.showPopover({ source: event.currentTarget })
    stopFocusing.current?.()
    stopFocusing.current = focusMenuItem(panel, event.key === 'ArrowUp' ? 'last' : 'current')
  }

  function handleBeforeToggle({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState === 'open') setOpen(true)
  }

  // Waits until the panel is hidden, because the browser returns focus to the button only if the focused element still
  // exists.
  function handleToggle({ newState }: ToggleEvent<HTMLDivElement>) {
    if (newState === 'open') return
    stopFocusing.current?.()
    setOpen(false)
  }

  return (
    <>
      <button
        ref={buttonElement}
        type="button"
        popoverTarget={id}
        onKeyDown={handleButtonKeyDown}
        aria-haspopup="dialog"
        {...(buttonLabel ? { 'aria-label': buttonLabel } : {})}
        className={buttonClassName}
      >
        {button}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move between the elements inside */}
      <div
        ref={panelElement}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={handleBeforeToggle}
        onToggle={handleToggle}
        onKeyDown={moveFocusInMenu}
        className={clsx(
          'fixed inset-auto top-0 left-0 m-0 max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-surface-raised p-4 text-ink shadow-float',
          className,
        )}
      >
        {open && children}
      </div>
    </>
  )
}

/** Closes an open panel when focus moves to an element outside the panel and its button. */
function useCloseOnFocusElsewhere(
  open: boolean,
  buttonElement: RefObject<HTMLElement | null>,
  panelElement: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    if (!open) return
    const handleFocusIn = ({ target }: FocusEvent) => {
      const { current: panel } = panelElement
      if (!panel || !(target instanceof Node) || panel.contains(target)) return
      if (target !== buttonElement.current) panel.hidePopover()
    }
    document.addEventListener('focusin', handleFocusIn)
    return () => document.removeEventListener('focusin', handleFocusIn)
  }, [open, buttonElement, panelElement])
}

/**
 * Places a panel below its button, or above the button if the panel fits better there. Limits the panel's height to the
 * available space.
 */
async function placePanel(
  anchor: HTMLElement,
  panel: HTMLElement,
  align: 'left' | 'right',
): Promise<void> {
  const { x, y } = await computePosition(anchor, panel, {
    strategy: 'fixed',
    placement: align === 'left' ? 'bottom-start' : 'bottom-end',
    middleware: [
      offset(gap),
      flip({ padding: gap }),
      shift({ padding: gap }),
      size({
        padding: gap,
        apply: ({ availableHeight }) => {
          panel.style.maxHeight = `${Math.max(0, availableHeight)}px`
        },
      }),
    ],
  })
  panel.style.left = `${x}px`
  panel.style.top = `${y}px`
}
