import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import {
  captureFocus,
  findMain,
  findPlace,
  returnFocus,
  type FocusableElement,
} from './focus-return.ts'

/**
 * Closes a panel on Escape, unless something is open above it or a field outside it has the focus.
 *
 * @param isAbove whether the panel covers others. It then receives the key first, so that a key press closes only one
 *   panel
 */
export function useCloseOnEscape(
  panel: RefObject<HTMLElement | null>,
  onClose: () => void,
  isAbove: boolean,
): void {
  const handleClose = useEffectEvent(onClose)
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const { target } = event
      const isOutside = target instanceof HTMLElement && !panel.current?.contains(target)
      if (isOutside && target.matches('input, textarea, select')) return
      if (document.querySelector('dialog[open]') !== null) return
      if ([...document.querySelectorAll('[popover]')].some(isPopoverOpen)) return
      event.preventDefault()
      handleClose()
    }
    const options = { capture: isAbove }
    document.addEventListener('keydown', handleKeyDown, options)
    return () => document.removeEventListener('keydown', handleKeyDown, options)
  }, [panel, isAbove])
}

function isPopoverOpen(popover: Element): boolean {
  return popover.matches(':popover-open')
}

/**
 * Returns the focus to the element that opened a panel when the panel is removed, unless the focus is elsewhere by
 * then.
 *
 * @param find returns the page's link to the content of the panel, which takes the focus if the opener has been
 * removed; undefined while there is no such link
 * @param isReplaced whether another panel, which takes the focus, replaces this one
 * @param isElsewhere whether another page than that of the opener is open, whose main content then takes the focus
 */
export function useRestoreFocus(
  find: () => FocusableElement | undefined,
  isReplaced: () => boolean = () => false,
  isElsewhere: () => boolean = () => false,
): void {
  const callbacks = useRef({ find, isReplaced, isElsewhere })
  useEffect(() => {
    const opener = captureFocus()
    const { current } = callbacks
    return () => {
      if (current.isReplaced()) return
      returnFocus(() =>
        current.isElsewhere() ? findMain() : (findPlace(opener) ?? current.find()),
      )
    }
  }, [])
}
