import { clsx } from 'clsx'
import { useId, useRef, useState, type ReactNode, type ToggleEvent } from 'react'

/**
 * A button that opens a panel below itself, built on the native popover: Escape and an outside click close it, and
 * focus returns to the button. The panel's content renders only while it is open.
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

  const [open, setOpen] = useState(false)

  function handleBeforeToggle(event: ToggleEvent<HTMLDivElement>) {
    setOpen(event.newState === 'open')
    if (event.newState !== 'open' || !buttonElement.current) return
    const buttonRect = buttonElement.current.getBoundingClientRect()
    const panel = event.currentTarget
    panel.style.top = `${buttonRect.bottom + 8}px`
    const side =
      align === 'left' ? buttonRect.left : document.documentElement.clientWidth - buttonRect.right
    panel.style[align] = `${Math.max(8, side)}px`
  }

  return (
    <>
      <button
        ref={buttonElement}
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        {...(buttonLabel ? { 'aria-label': buttonLabel } : {})}
        className={buttonClassName}
      >
        {button}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onBeforeToggle={handleBeforeToggle}
        className={clsx(
          'fixed inset-auto m-0 max-h-[80dvh] max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-surface-raised p-4 text-ink shadow-float',
          className,
        )}
      >
        {open && children}
      </div>
    </>
  )
}
