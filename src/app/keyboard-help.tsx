import { useEffect, useEffectEvent } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { DialogBoundary } from '#src/components/ui/part-boundary.tsx'

const ShortcutsDialog = lazyPart(() =>
  import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
)

/** Elements in which `?` is a character, not a shortcut. */
const editableSelector = 'input, textarea, select, [contenteditable]'

/** The list of shortcuts. `?` opens it, except in a field or while a dialog is open. */
export function KeyboardHelp({
  isOpen,
  onToggle,
}: {
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
}) {
  const handleOpen = useEffectEvent(() => onToggle(true))
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(editableSelector)) return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      handleOpen()
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [])
  if (!isOpen) return null
  return (
    <DialogBoundary onClose={() => onToggle(false)}>
      <ShortcutsDialog onClose={() => onToggle(false)} />
    </DialogBoundary>
  )
}
