import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { clsx } from 'clsx'
import { hyphenationLang } from '#src/format/numbers.ts'
import { closePanel, roomPanel } from '#src/lib/panel-history.ts'
import { roomFillsPageQuery } from '#src/lib/scroll-positions.ts'
import { useMediaQuery } from '#src/components/ui/use-media-query.ts'
import { useCloseOnEscape, useRestoreFocus } from '#src/components/ui/use-panel.ts'

/** Returns whether the room fills the page. Updates when the window is resized. */
export function useIsNarrow(): boolean {
  return useMediaQuery(roomFillsPageQuery)
}

/** The heading of a room: its name, which may break within words. */
export function RoomName({ name, level }: { name: string; level: 1 | 2 }) {
  const Heading = `h${level}` as const
  return (
    <Heading
      lang={hyphenationLang(name)}
      className="text-27 font-semibold wrap-break-word hyphens-auto"
    >
      {name}
    </Heading>
  )
}

/** Heading level of a room's sections: one below the room's name, which is an h1 on narrow screens. */
export type SectionLevel = 2 | 3

export const sectionClasses = 'border-t border-line px-4 py-6 md:px-8'

export function Section({
  title,
  note,
  level,
  tools,
  children,
}: {
  title: string
  note?: string
  level: SectionLevel
  /** Buttons at the end of the heading's line. */
  tools?: ReactNode
  children: ReactNode
}) {
  const Heading = `h${level}` as const
  return (
    <section className={sectionClasses}>
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3">
        <Heading className="text-15 font-semibold">{title}</Heading>
        {note !== undefined && <p className="text-ink-muted">{note}</p>}
        {tools !== undefined && <div className="ml-auto">{tools}</div>}
      </div>
      {children}
    </section>
  )
}

/**
 * The container of a room: a panel over the overview, which stays usable, or the page itself on narrow screens. It
 * takes the focus when it opens, returns the focus to the link of the room when it closes, and closes on Escape.
 *
 * @param label the room's name
 * @param roomHref URL of the room, to which its card in the overview links
 */
export function PanelFrame({
  label,
  roomHref,
  closeHref,
  children,
}: {
  label: string
  roomHref: string
  closeHref: string
  children: ReactNode
}) {
  const narrow = useIsNarrow()
  const panel = useRef<HTMLDivElement>(null)
  useRestoreFocus(
    () => findRoomLink(roomHref),
    () => roomPanel.isOpen(window.location.pathname),
    () => window.location.pathname !== new URL(closeHref, window.location.href).pathname,
  )
  useFocusOnOpen(panel)
  useCloseOnEscape(panel, () => closePanel(roomPanel, closeHref), false)
  return (
    <div
      ref={panel}
      role={narrow ? 'main' : 'dialog'}
      aria-label={label}
      tabIndex={-1}
      className={clsx(
        'room-panel bg-surface-raised outline-none max-[60rem]:min-h-[calc(100dvh-3.25rem)] max-md:pb-15',
        'min-[60rem]:fixed min-[60rem]:inset-y-0 min-[60rem]:right-0 min-[60rem]:z-30 min-[60rem]:w-220 min-[60rem]:overflow-y-auto min-[60rem]:overscroll-contain min-[60rem]:border-l min-[60rem]:border-line min-[60rem]:shadow-float',
        'min-[60rem]:transition-[opacity,translate] min-[60rem]:duration-150 min-[60rem]:ease-out motion-safe:min-[60rem]:starting:translate-x-4 motion-safe:min-[60rem]:starting:opacity-0',
      )}
    >
      {children}
    </div>
  )
}

function useFocusOnOpen(panel: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = panel.current
    if (!element || element.contains(document.activeElement)) return
    // If the room fills the page, scrolls to the top; under a panel, the overview keeps its scroll position.
    if (getComputedStyle(element).position !== 'fixed') document.documentElement.scrollTop = 0
    element.focus({ preventScroll: true })
  }, [panel])
}

function findRoomLink(roomHref: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].find(
    (link) => new URL(link.href).pathname === roomHref,
  )
}
