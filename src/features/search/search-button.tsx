import { Search } from 'lucide-react'
import { useCallback, useLayoutEffect, useState } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { DialogBoundary } from '#src/components/ui/part-boundary.tsx'
import * as text from '#messages/search.ts'

const SearchDialog = lazyPart(() =>
  import('./search-dialog.tsx').then((module) => module.SearchDialog),
)

/** Elements in which `/` is a character, not a shortcut. */
const editableSelector = 'input, textarea, select, [contenteditable]'

/** Collects what the user types while the dialog loads, with a line break for Enter. */
function TypedKeys({
  onType,
  onCancel,
}: {
  /** Receives a function that applies a key press to the text. */
  onType: (change: (before: string) => string) => void
  onCancel: () => void
}) {
  // A layout effect, so that the listener exists before the browser handles the next key.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const { key } = event
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.target instanceof Element && event.target.closest(editableSelector)) return
      if (key === 'Escape') onCancel()
      else if (key === 'Backspace') onType((before) => before.replace(/.$/su, ''))
      else if (key === 'Enter') onType((before) => `${before}\n`)
      else if (/^.$/u.test(key)) onType((before) => before + key)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onType, onCancel])
  return null
}

/** Opens the search, as does the shortcut `/` outside text fields. On narrow screens the button shows only its icon. */
export function SearchButton() {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const close = useCallback(() => {
    setOpen(false)
    setTyped('')
  }, [])

  // A layout effect, so that the shortcut works as soon as the button is on the screen.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(editableSelector)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return (
    <>
      <button
        type="button"
        aria-label={text.searchButton}
        aria-haspopup="dialog"
        aria-keyshortcuts="/"
        onClick={() => setOpen(true)}
        className="flex size-8 flex-none items-center justify-center gap-2 rounded-control text-ink-muted hover:bg-selected hover:text-ink xl:w-56 xl:justify-start xl:bg-surface-sunken xl:px-2 xl:text-ink-faint"
      >
        <Search className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        <span className="flex-1 text-left max-xl:hidden">{text.prompt}</span>
        <kbd className="h-5 min-w-5 rounded-sm border border-line bg-surface-raised text-center font-sans leading-4.5 text-ink-muted max-xl:hidden">
          /
        </kbd>
      </button>
      {open && (
        <DialogBoundary fallback={<TypedKeys onType={setTyped} onCancel={close} />} onClose={close}>
          <SearchDialog initialQuery={typed} onClose={close} />
        </DialogBoundary>
      )}
    </>
  )
}
