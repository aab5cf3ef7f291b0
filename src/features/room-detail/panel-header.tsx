import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { Link2, ArrowLeft, ChevronLeft, ChevronRight, X, type LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { second } from '#src/domain/time/duration.ts'
import { clsx } from 'clsx'
import * as text from '#messages/room-detail.tsx'
import { Link, useRoomHref } from '#src/lib/navigation.tsx'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { roomPanel } from '#src/lib/panel-history.ts'
import { paths } from '#src/lib/routes.ts'

type AdjacentRoom = Pick<LiveRoom, 'id' | 'name'>

/**
 * Returns the previous and the next room in the building's order; null at the ends of that order and for an unknown
 * room.
 */
export function adjacentRooms(
  rooms: readonly AdjacentRoom[],
  roomId: string,
): { previous: AdjacentRoom | null; next: AdjacentRoom | null } {
  const index = rooms.findIndex(({ id }) => id === roomId)
  if (index < 0) return { previous: null, next: null }
  return { previous: rooms[index - 1] ?? null, next: rooms[index + 1] ?? null }
}

const resultMessages = { copied: text.linkCopied, refused: text.copyFailed }

/** Copies the current URL to the clipboard and shows whether that succeeded. */
function CopyLinkButton({ className }: { className: string }) {
  const [result, setResult] = useState<keyof typeof resultMessages | null>(null)

  useEffect(() => {
    if (result === null) return undefined
    const timer = setTimeout(() => setResult(null), 4 * second)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    try {
      await navigator.clipboard.writeText(window.location.href)
      setResult('copied')
    } catch {
      // Browsers block clipboard access on plain HTTP, so the message suggests the address bar.
      setResult('refused')
    }
  }

  return (
    <>
      <button
        type="button"
        aria-label={text.copyLink}
        className={className}
        onClick={() => void copy()}
      >
        <Link2 className="size-4" strokeWidth={1.5} aria-hidden="true" />
      </button>
      <output className="order-first max-w-56 pr-2 text-right leading-4 text-ink empty:hidden">
        {result && resultMessages[result]}
      </output>
    </>
  )
}

/** Returns the page to which a link leads, which determines the label of the link. */
function pageOf(href: string): keyof typeof text.backTo {
  const path = href.replace(/\?.*$/, '')
  if (path === paths.sensors) return 'sensors'
  if (path === paths.insights) return 'insights'
  if (path === paths.metrics) return 'metrics'
  return path === paths.displays ? 'displays' : 'rooms'
}

const iconLinkClasses =
  'grid size-8 place-items-center rounded-control text-ink-muted hover:bg-selected hover:text-ink'

export function PanelHeader({
  name,
  floorName,
  adjacent,
  closeHref,
}: {
  name: string
  /** Null if unknown. */
  floorName: string | null
  adjacent: ReturnType<typeof adjacentRooms>
  closeHref: string
}) {
  return (
    <div className="room-header sticky top-0 z-10 flex h-13 items-center gap-1 border-b border-line bg-surface-raised px-4 text-ink-muted max-[60rem]:top-13 max-[20rem]:top-0 max-[20rem]:px-1.5 md:pr-6 md:pl-8 md:max-[60rem]:top-14 min-[60rem]:h-14 print:static">
      <ClosePanelLink
        panel={roomPanel}
        href={closeHref}
        className="-ml-2 flex h-8 min-w-0 items-center gap-1.5 rounded-control px-2 font-medium text-ink hover:bg-selected min-[60rem]:hidden"
      >
        <ArrowLeft className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        <span className="truncate">{text.backTo[pageOf(closeHref)]}</span>
      </ClosePanelLink>
      <p className="hidden min-w-0 truncate min-[60rem]:block">
        {floorName !== null && (
          <>
            {floorName} <span className="text-ink-faint">/</span>{' '}
          </>
        )}
        <span className="font-medium text-ink">{name}</span>
      </p>
      <div className="ml-auto flex flex-none items-center gap-1 print:hidden">
        <AdjacentRoomLink label={text.previousRoom} room={adjacent.previous} icon={ChevronLeft} />
        <AdjacentRoomLink label={text.nextRoom} room={adjacent.next} icon={ChevronRight} />
        <CopyLinkButton className={iconLinkClasses} />
        <ClosePanelLink
          panel={roomPanel}
          href={closeHref}
          aria-label={text.close}
          className={clsx(iconLinkClasses, 'max-[60rem]:hidden')}
        >
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </ClosePanelLink>
      </div>
    </div>
  )
}

/**
 * A link to an adjacent room. It replaces the history entry, so that going back once closes the room, even if
 * several rooms have been open.
 */
function AdjacentRoomLink({
  label,
  room,
  icon: Icon,
}: {
  /** Returns the accessible name. */
  label: (name: string) => string
  room: { id: string; name: string } | null
  icon: LucideIcon
}) {
  const getRoomHref = useRoomHref()
  const icon = <Icon className="size-4" strokeWidth={1.5} aria-hidden="true" />
  if (!room) {
    return (
      <span
        aria-hidden="true"
        className="grid size-8 place-items-center text-line-strong opacity-60"
      >
        {icon}
      </span>
    )
  }
  return (
    <Link
      href={getRoomHref(room.id)}
      replace
      aria-label={label(room.name)}
      title={room.name}
      className={iconLinkClasses}
    >
      {icon}
    </Link>
  )
}
