import { useEffect, useEffectEvent } from 'react'

/** The actions of the keyboard shortcuts. */
type ReplayActions = {
  togglePlaying: () => void
  /** Moves by a number of minutes. */
  move: (minutes: number) => void
  moveDays: (days: number) => void
  backToLive: () => void
}

/** Elements in which keys have another meaning. */
const fields = 'input:not([type=range]), textarea, select, [contenteditable]'
const pressable = 'button, a, summary, [role=button]'

/**
 * Handles the keys of the page: Space plays and pauses, arrows move a minute or, with Shift, ten, `,` and `.` move a
 * day, and `l` returns to live data. `useCloseOnEscape` handles Escape.
 */
export function useReplayKeys(actions: ReplayActions): void {
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (target instanceof Element && target.closest(fields)) return
    if (document.querySelector('dialog[open]') !== null) return
    const action = findAction(actions, key, event.shiftKey)
    // Space presses a focused button.
    if (key === ' ' && target instanceof Element && target.closest(pressable)) return
    if (action === undefined) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handleKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function findAction(actions: ReplayActions, key: string, isShift: boolean) {
  switch (key) {
    case ' ':
      return actions.togglePlaying
    case 'ArrowLeft':
      return () => actions.move(isShift ? -10 : -1)
    case 'ArrowRight':
      return () => actions.move(isShift ? 10 : 1)
    case ',':
      return () => actions.moveDays(-1)
    case '.':
      return () => actions.moveDays(1)
    case 'l':
      return actions.backToLive
    default:
      return undefined
  }
}
