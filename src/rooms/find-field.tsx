import { Search } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'

/** Where `/` is a character and not a shortcut. */
const typing = 'input, textarea, select, [contenteditable]'

/** The search: `/` goes to it from anywhere, Escape empties it. */
export function FindField({
  value,
  onChange,
}: {
  value: string
  onChange: (value: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(typing)) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])

  const clear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || value === '') return
    event.preventDefault()
    event.stopPropagation()
    onChange('')
  }

  return (
    <label className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-control bg-surface-sunken px-2.5 text-ink-faint -outline-offset-1 focus-within:outline-2 focus-within:outline-accent md:h-8 md:max-w-58 md:px-2">
      <Search size={16} strokeWidth={1.5} aria-hidden="true" className="flex-none" />
      <span className="sr-only">Find a room</span>
      <input
        ref={input}
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clear}
        placeholder="Find a room"
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        className="peer h-full w-full min-w-0 bg-transparent text-ink outline-none placeholder:text-ink-faint max-md:text-[16px]"
      />
      <kbd
        aria-hidden="true"
        className="hidden h-5 min-w-5 flex-none rounded-sm border border-line bg-surface-raised text-center font-sans leading-4.5 text-ink-muted peer-focus:hidden md:peer-placeholder-shown:block md:peer-focus:hidden"
      >
        /
      </kbd>
    </label>
  )
}
