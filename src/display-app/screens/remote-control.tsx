import './remote-control.css'
import { useEffect, useRef, useState } from 'react'
import * as text from '#messages/display-app.tsx'
import { second } from '#src/domain/time/duration.ts'
import { describeDisplayError } from '#src/display-app/engine/display-api.ts'
import { useFullScreen } from './full-screen.tsx'
import { remoteKeyOf, type RemoteKey } from './remote-keys.ts'

/** Changes the page of the board manually. */
export type TurnPage = (by: 1 | -1) => void

/** The menu closes after this time, because the person who opened it may have left. */
const menuTimeoutMs = 10 * second

/**
 * Handles a remote control. The left and right arrows change pages, OK opens a menu, and Back closes it. The menu
 * reveals nothing that the screen does not show. If the board allows it, the menu can unpair the display.
 *
 * @param turnPage null if there is only one page
 * @param unpair null if the board does not allow unpairing
 */
export function RemoteControl({
  turnPage,
  unpair = null,
}: {
  turnPage: TurnPage | null
  unpair?: (() => Promise<void>) | null
}) {
  /** When the last key was pressed (`Event.timeStamp`, in milliseconds); null while the menu is closed. */
  const [usedAt, setUsedAt] = useState<number | null>(null)
  const isOpen = usedAt !== null
  const menu = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (usedAt === null) return undefined
    const timer = window.setTimeout(setUsedAt, menuTimeoutMs, null)
    return () => window.clearTimeout(timer)
  }, [usedAt])

  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      const key = remoteKeyOf(event)
      if (key === null || (!isOpen && (key === 'back' || key === 'up' || key === 'down'))) return
      // A focused link or button handles the key.
      if (!isOpen && key === 'ok' && event.target !== document.body) return
      if (isOpen) setUsedAt(event.timeStamp)
      // The browser clicks the focused item. While the key is held, this must not repeat.
      if (key === 'ok' && isOpen && !event.repeat) return
      event.preventDefault()
      if (key === 'back') setUsedAt(null)
      else if (key === 'ok') setUsedAt(event.timeStamp)
      else if (key === 'left' || key === 'right') turnPage?.(key === 'left' ? -1 : 1)
      else moveFocus(menu.current, key)
    }
    window.addEventListener('keydown', handleKeyDown)
    return () => window.removeEventListener('keydown', handleKeyDown)
  }, [isOpen, turnPage])

  if (!isOpen) return null
  return (
    <div className="remote-menu" ref={menu}>
      <Menu {...{ turnPage, unpair }} onClose={() => setUsedAt(null)} />
    </div>
  )
}

function Menu({
  turnPage,
  unpair,
  onClose,
}: {
  turnPage: TurnPage | null
  unpair: (() => Promise<void>) | null
  onClose: () => void
}) {
  const enterFullScreen = useFullScreen()
  const [isConfirming, setIsConfirming] = useState(false)
  const items = useRef<HTMLDivElement>(null)
  useEffect(() => {
    items.current?.querySelector('button')?.focus()
  }, [])
  if (isConfirming && unpair !== null) return <UnpairDialog {...{ unpair, onClose }} />
  const goFullScreen = () => {
    enterFullScreen?.()
    onClose()
  }
  return (
    <div role="menu" aria-label={text.menuLabel} ref={items}>
      {turnPage && <MenuItem label={text.nextPageItem} onClick={() => turnPage(1)} />}
      {turnPage && <MenuItem label={text.previousPageItem} onClick={() => turnPage(-1)} />}
      {enterFullScreen && <MenuItem label={text.fullScreenItem} onClick={goFullScreen} />}
      <MenuItem label={text.checkItem} onClick={openCheckPage} />
      {unpair && <MenuItem label={text.unpairItem} onClick={() => setIsConfirming(true)} />}
      <MenuItem label={text.closeItem} onClick={onClose} />
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

/** Asks before the display is unpaired. Cancel has focus, so that pressing OK twice does not unpair. */
function UnpairDialog({ unpair, onClose }: { unpair: () => Promise<void>; onClose: () => void }) {
  const [isPending, setIsPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const cancel = useRef<HTMLButtonElement>(null)
  useEffect(() => cancel.current?.focus(), [])
  const confirm = () => {
    if (isPending) return
    setIsPending(true)
    unpair()
      .catch((error: unknown) => {
        setProblem(describeDisplayError(error))
        cancel.current?.focus()
      })
      .finally(() => setIsPending(false))
  }
  return (
    <div role="alertdialog" aria-labelledby="unpair-question" aria-describedby="unpair-notice">
      <p id="unpair-question" className="remote-question">
        {text.unpairQuestion}
      </p>
      <p id="unpair-notice" className="remote-notice" role="status">
        {problem ?? text.unpairNotice}
      </p>
      <button type="button" ref={cancel} onClick={onClose}>
        {text.cancelItem}
      </button>
      <button type="button" onClick={confirm}>
        {text.unpairButton}
      </button>
    </div>
  )
}

function openCheckPage(): void {
  window.location.assign('/display/check')
}

/** Moves focus to the next or previous menu item, and wraps around at the ends. */
function moveFocus(menu: HTMLElement | null, key: Exclude<RemoteKey, 'ok' | 'back'>): void {
  const buttons = Array.from(menu?.querySelectorAll('button') ?? [])
  const current = buttons.findIndex((button) => button === document.activeElement)
  const next = current + (key === 'down' ? 1 : -1)
  buttons.at(next % buttons.length)?.focus()
}
