import { attachRovingFocus } from '#src/components/ui/roving-focus.ts'
import { navigate } from '#src/lib/navigation.tsx'
import { roomIdFromPath, withExplainParam } from '#src/lib/routes.ts'

/** Links to rooms on which `e` opens the breakdown: cards, rows of the table, rooms on the plan. */
const roomSelector = 'a[aria-keyshortcuts="e"]'

/**
 * Attaches the keyboard shortcuts of the rooms, in all views: arrow keys move between rooms, which are one tab stop,
 * and `e` opens the breakdown of a room. Returns a function that detaches them.
 */
export function attachRoomKeys(): () => void {
  const detachRovingFocus = attachRovingFocus(
    `${roomSelector}, table[aria-rowcount] tbody a`,
    (item) => item.closest('svg') !== null,
  )
  document.addEventListener('keydown', explainRoom)
  return () => {
    document.removeEventListener('keydown', explainRoom)
    detachRovingFocus()
  }
}

function explainRoom({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): void {
  if (key !== 'e' || ctrlKey || metaKey || altKey) return
  if (!(target instanceof Element) || !target.matches(roomSelector)) return
  const roomHref = target.getAttribute('href') ?? ''
  const roomId = roomIdFromPath(new URL(roomHref, window.location.origin).pathname)
  if (roomId === null) return
  const { pathname, search } = window.location
  navigate(pathname + withExplainParam(search, `room:${roomId}`))
}
