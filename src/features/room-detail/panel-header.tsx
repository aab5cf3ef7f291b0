import { clsx } from 'clsx'
import { ArrowLeft, ChevronLeft, ChevronRight, X, type LucideIcon } from 'lucide-react'
import { Link } from '#src/lib/link.tsx'
import { useSearch } from '#src/lib/address.ts'
import { CopyLink } from './copy-link.tsx'
import type { neighbours } from './neighbours.ts'

const iconLink =
  'grid size-8 place-items-center rounded-control text-ink-muted hover:bg-selected hover:text-ink'

/** Where the room is, the rooms beside it, its link, and the way back. Stays in sight while the room scrolls. */
export function PanelHeader({
  name,
  place,
  beside,
  hrefOfRoom,
  closeHref,
}: {
  name: string
  /** The floor's name; null where nobody knows. */
  place: string | null
  beside: ReturnType<typeof neighbours>
  hrefOfRoom: (roomId: string) => string
  closeHref: string
}) {
  return (
    <div className="sticky top-0 z-10 flex h-13 items-center gap-1 border-b border-line bg-surface-raised px-4 text-ink-muted max-[960px]:top-13 min-[960px]:h-14 min-[960px]:pr-6 min-[960px]:pl-8 md:max-[960px]:top-14 print:static">
      <Link
        href={closeHref}
        className="-ml-2 flex h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink hover:bg-selected min-[960px]:hidden"
      >
        <ArrowLeft className="size-4" strokeWidth={1.5} aria-hidden="true" />
        All rooms
      </Link>
      <p className="hidden min-w-0 truncate min-[960px]:block">
        {place !== null && (
          <>
            {place} <span className="text-ink-faint">/</span>{' '}
          </>
        )}
        <span className="font-medium text-ink">{name}</span>
      </p>
      <div className="ml-auto flex flex-none items-center gap-1 print:hidden">
        <Beside
          which="Previous"
          room={beside.previous}
          icon={ChevronLeft}
          hrefOfRoom={hrefOfRoom}
        />
        <Beside which="Next" room={beside.next} icon={ChevronRight} hrefOfRoom={hrefOfRoom} />
        <CopyLink className={iconLink} />
        <Link href={closeHref} aria-label="Close" className={clsx(iconLink, 'max-[960px]:hidden')}>
          <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
        </Link>
      </div>
    </div>
  )
}

/** A room next door. Takes this room's place in the history, so that one step back closes either. */
function Beside({
  which,
  room,
  icon: Icon,
  hrefOfRoom,
}: {
  which: 'Previous' | 'Next'
  room: { id: string; name: string } | null
  icon: LucideIcon
  hrefOfRoom: (roomId: string) => string
}) {
  const search = useSearch()
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
      href={hrefOfRoom(room.id) + (search ? `?${search}` : '')}
      replace
      aria-label={`${which} room: ${room.name}`}
      title={room.name}
      className={iconLink}
    >
      {icon}
    </Link>
  )
}
