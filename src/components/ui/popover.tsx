import { clsx } from 'clsx'
import { useId, useRef, useState, type ReactNode, type ToggleEvent } from 'react'

/**
 * A button and what it opens below itself, on the platform's own popover: Escape and a click elsewhere close it, and
 * the focus returns to the button. What it holds is drawn only while it is open.
 *
 * @param label names the panel for those who do not see it
 * @param button what the button shows; give it a name of its own when that is no text
 * @param align which edges of the button and the panel stand in one line
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
