import { lazy, Suspense, useEffect, useEffectEvent } from 'react'

const ShortcutsDialog = lazy(async () => {
  const { ShortcutsDialog } = await import('./shortcuts-dialog.tsx')
  return { default: ShortcutsDialog }
})

/** Elements in which `?` is a character, not a shortcut. */
const editableSelector = 'input, textarea, select, [contenteditable]'

/** The list of shortcuts, which `?` opens anywhere. */
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
    <Suspense fallback={null}>
      <ShortcutsDialog onClose={() => onToggle(false)} />
    </Suspense>
  )
}
