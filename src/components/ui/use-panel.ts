import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import {
  captureFocus,
  findMain,
  findPlace,
  returnFocus,
  type FocusableElement,
} from './focus-return.ts'

/**
 * Closes a panel on Escape, unless something is open above it or a field outside it has focus.
 *
 * @param isAbove whether the panel covers other panels. It then handles the key first, so that one key press closes one
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
 * When a panel is removed, returns focus to the element that opened it, unless another element has focus by then.
 *
 * @param find returns the page's link to the content of the panel, which receives focus if the opener was removed;
 *   undefined while there is no such link
 * @param isReplaced whether another panel, which takes focus, replaces this one
 * @param isElsewhere whether the page has changed since the panel opened, so that the main content receives focus
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
