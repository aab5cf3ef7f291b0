import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useExplainHref } from '#src/lib/navigation.tsx'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { explainPanel } from '#src/lib/panel-history.ts'
import { getExplainParam } from '#src/lib/routes.ts'
import { SidePanel } from '#src/components/ui/side-panel.tsx'
import { useQuery } from '@tanstack/react-query'
import * as text from '#messages/breakdown.tsx'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { useLiveRooms, snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import { PanelHeader } from './panel-sections.tsx'
import { resolveLocation, parseTarget } from './explain-target.ts'
import { LocationBreakdownContent } from './location-breakdown-content.tsx'
import { RoomBreakdownContent } from './room-breakdown-content.tsx'

/** The container of a breakdown: a panel above any page, or a bottom sheet on a phone. */
function BreakdownDialog({
  target,
  labelledBy,
  closeHref,
  children,
}: {
  target: string
  labelledBy: string
  closeHref: string
  children: ReactNode
}) {
  return (
    <SidePanel
      panel={explainPanel}
      subject={target}
      {...{ labelledBy, closeHref }}
      findLink={() => findExplainLink(target)}
      className="breakdown-panel fixed z-40 overflow-y-auto overscroll-contain border-line bg-surface-raised shadow-float transition-[opacity,translate] duration-150 ease-out outline-none max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[85dvh] max-sm:rounded-t-card max-sm:border-t sm:top-17 sm:right-4 sm:max-h-[calc(100dvh-5.25rem)] sm:w-120 sm:rounded-card sm:border motion-safe:starting:translate-y-4 motion-safe:starting:opacity-0"
    >
      <ClosePanelLink
        panel={explainPanel}
        href={closeHref}
        aria-label={text.closeButton}
        className="sticky top-3 float-right mr-3 grid size-8 place-items-center rounded-control bg-surface-raised text-ink-muted hover:bg-selected hover:text-ink"
      >
        <X className="size-4" strokeWidth={1.5} aria-hidden="true" />
      </ClosePanelLink>
      {children}
    </SidePanel>
  )
}

function findExplainLink(target: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[href*="explain="]')].find(
    (link) => getExplainParam(new URL(link.href).search) === target,
  )
}

/**
 * Explains how a value was calculated, in a panel over any page.
 *
 * @param target a serialised target: `room:room_1`, `floor:space_2`, `all`
 */
export function BreakdownPanel({ target }: { target: string }) {
  const titleId = useId()
  const closeHref = useExplainHref()(null)
  return (
    <BreakdownDialog target={target} labelledBy={titleId} closeHref={closeHref}>
      <BreakdownContent titleId={titleId} target={target} />
    </BreakdownDialog>
  )
}

function BreakdownContent({ titleId, target }: { titleId: string; target: string }) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending } = useTopology()
  const { data: snapshot } = useQuery(snapshotQuery(usePollers().snapshot))
  const parsed = parseTarget(target)

  if (!rooms || !snapshot) {
    return error ? (
      <PanelMessage titleId={titleId} title={text.failedTitle} message={describePollError(error)} />
    ) : (
      <PanelMessage titleId={titleId} title={text.loadingTitle} message={text.loadingCounts} />
    )
  }
  if (parsed?.kind === 'room') {
    const room = rooms.find(({ id }) => id === parsed.id)
    if (room) return <RoomBreakdownContent {...{ titleId, room, snapshot, topology }} />
  } else if (parsed !== null) {
    const place = resolveLocation(parsed, topology, rooms)
    const { at } = snapshot
    if (place) return <LocationBreakdownContent {...{ titleId, at, topology }} location={place} />
  }
  return pending ? (
    <PanelMessage titleId={titleId} title={text.loadingTitle} message={text.loadingLocations} />
  ) : (
    <PanelMessage titleId={titleId} title={text.notFoundTitle} message={text.notFoundMessage} />
  )
}

function PanelMessage({
  titleId,
  title,
  message,
}: {
  titleId: string
  title: string
  message: string
}) {
  return (
    <PanelHeader titleId={titleId} title={title}>
      <p className="mt-1 text-ink-muted">{message}</p>
    </PanelHeader>
  )
}
