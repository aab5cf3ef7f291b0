import { useEffect, useRef, useState } from 'react'
import * as text from '#messages/display-app.tsx'
import { second } from '#src/domain/time/duration.ts'
import { useFullScreen } from './full-screen.tsx'
import { remoteKeyOf, type RemoteKey } from './remote-keys.ts'

/** Turns the page of the board by hand, forwards or backwards. */
export type TurnPage = (by: 1 | -1) => void

/** The menu closes by itself, because the person who opened it may have left. */
const menuTimeoutMs = 10 * second

/**
 * What a remote control does: the arrows left and right turn the pages, OK opens a menu, Back closes it. The menu has only
 * what the screen shows anyway.
 *
 * @param turnPage null where there is only one page
 */
export function RemoteControl({ turnPage }: { turnPage: TurnPage | null }) {
  const enterFullScreen = useFullScreen()
  /** When the last key was pressed, by the clock of events; null while the menu is closed. */
  const [usedAt, setUsedAt] = useState<number | null>(null)
  const isOpen = usedAt !== null
  const items = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (usedAt === null) return undefined
    const timer = window.setTimeout(setUsedAt, menuTimeoutMs, null)
    return () => window.clearTimeout(timer)
  }, [usedAt])

  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      const key = remoteKeyOf(event)
      if (key === null || (!isOpen && (key === 'back' || key === 'up' || key === 'down'))) return
      // A link or a button that has the focus does what it says.
      if (!isOpen && key === 'ok' && event.target !== document.body) return
      if (isOpen) setUsedAt(event.timeStamp)
      // The browser clicks the item that has the focus, but not again while the key is held.
      if (key === 'ok' && isOpen && !event.repeat) return
      event.preventDefault()
      if (key === 'back') setUsedAt(null)
      else if (key === 'ok') setUsedAt(event.timeStamp)
      else if (key === 'left' || key === 'right') turnPage?.(key === 'left' ? -1 : 1)
      else moveFocus(items.current, key)
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [isOpen, turnPage])

  useEffect(() => {
    if (isOpen) items.current?.querySelector('button')?.focus()
  }, [isOpen])

  if (!isOpen) return null
  const goFullScreen = () => {
    enterFullScreen?.()
    setUsedAt(null)
  }
  return (
    <div className="remote-menu" role="menu" aria-label={text.menuLabel} ref={items}>
      {turnPage && <MenuItem label={text.nextPageItem} onClick={() => turnPage(1)} />}
      {turnPage && <MenuItem label={text.previousPageItem} onClick={() => turnPage(-1)} />}
      {enterFullScreen && <MenuItem label={text.fullScreenItem} onClick={goFullScreen} />}
      <MenuItem label={text.checkItem} onClick={openCheckPage} />
      <MenuItem label={text.closeItem} onClick={() => setUsedAt(null)} />
    </div>
  )
}

function MenuItem({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" role="menuitem" onClick={onClick}>
      {label}
    </button>
  )
}

function openCheckPage(): void {
  window.location.assign('/display/check')
}

/** Moves the focus to the next or previous item of the menu, from the last to the first and back. */
function moveFocus(menu: HTMLElement | null, key: Exclude<RemoteKey, 'ok' | 'back'>): void {
  const buttons = Array.from(menu?.querySelectorAll('button') ?? [])
  const current = buttons.findIndex((button) => button === document.activeElement)
  const next = current + (key === 'down' ? 1 : -1)
  buttons.at(next % buttons.length)?.focus()
}
