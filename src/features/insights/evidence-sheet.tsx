import './evidence.css'
import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import type { RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import { ExportButtons } from '#src/components/ui/export-buttons.tsx'
import { SidePanel } from '#src/components/ui/side-panel.tsx'
import { localDateAt } from '#src/domain/time/local-date.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { judgeSize } from '#src/domain/insights/right-size.ts'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { Link, useSearchParams } from '#src/lib/navigation.tsx'
import * as text from '#messages/insight-rooms.ts'
import { EvidenceBasis } from './evidence-basis.tsx'
import { EvidenceClaim } from './evidence-claim.tsx'
import { EvidenceGroups } from './evidence-groups.tsx'
import { evidenceHref, evidencePanel } from './insights-params.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'
import { useVerdictSuspects, VerdictSuspectNotes } from './suspects.tsx'
import { roomRangeHref } from './room-link.ts'
import { toGroupsExport } from './served-table.tsx'

/**
 * The evidence of the verdict about a room’s size, in a panel above the page. It takes the focus when it opens, returns
 * the focus when it closes, and closes on Escape.
 *
 * @param eightWeeks null until it is loaded
 */
export function EvidenceSheet({
  roomId,
  view,
  eightWeeks,
}: {
  roomId: string
  view: InsightsView
  eightWeeks: RoomInsights | null
}) {
  const titleId = useId()
  const closeHref = evidenceHref(useSearchParams(), null)
  const room = view.roomsById.get(roomId)
  const insight = eightWeeks?.rooms.find((one) => one.room === roomId)
  const suspects = useVerdictSuspects()
  return (
    <SheetFrame roomId={roomId} labelledBy={titleId} closeHref={closeHref}>
      {room && insight && eightWeeks && suspects ? (
        <Evidence
          {...{ titleId, room, insight, view, suspects }}
          usedFrom={eightWeeks.usedFromMinutes}
        />
      ) : (
        <section>
          <h2 id={titleId}>{room?.name ?? text.rightSize}</h2>
          <p role="status">
            {room && !(eightWeeks && suspects) ? text.loadingEvidence : text.missingRoom}
          </p>
        </section>
      )}
    </SheetFrame>
  )
}

function SheetFrame({
  roomId,
  labelledBy,
  closeHref,
  children,
}: {
  roomId: string
  labelledBy: string
  closeHref: string
  children: ReactNode
}) {
  return (
    <SidePanel
      panel={evidencePanel}
      subject={roomId}
      {...{ labelledBy, closeHref }}
      findLink={() => findEvidenceLink(roomId)}
      className="evidence-sheet"
    >
      <div className="evidence-header">
        <p>{text.evidencePath}</p>
        <ClosePanelLink
          panel={evidencePanel}
          href={closeHref}
          aria-label={text.closeEvidence}
          className="evidence-close"
        >
          <X strokeWidth={1.5} aria-hidden="true" />
        </ClosePanelLink>
      </div>
      {children}
    </SidePanel>
  )
}

/** Returns the link of the page to the evidence of a room. */
function findEvidenceLink(roomId: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLAnchorElement>('main a[href*="evidence="]')].find(
    ({ search }) => new URLSearchParams(search).get('evidence') === roomId,
  )
}

function Evidence({
  titleId,
  room,
  insight,
  view,
  suspects,
  usedFrom,
}: {
  titleId: string
  room: InsightsRoom
  insight: RoomInsight
  view: InsightsView
  suspects: readonly SuspectSensor[]
  usedFrom: number
}) {
  const { capacity, isJudged } = room
  const size = judgeSize(insight, { capacity, isJudged, suspects }, view.rule)
  const { period, dates } = view.eightWeeks
  const seats = capacity === null ? text.noCapacity : text.seats(capacity)
  const range = {
    name: 'custom',
    first: localDateAt(period.from, view.zone),
    last: localDateAt(period.to - 1, view.zone),
  } as const
  return (
    <>
      <section>
        <h2 id={titleId}>{room.name}</h2>
        <p>
          {[room.kind, room.floor, seats, text.evidencePeriod(dates, insight.openHours)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <EvidenceClaim {...{ room, insight, size, usedFrom }} />
        <VerdictSuspectNotes roomId={room.id} />
        <div className="evidence-actions">
          <Link href={roomRangeHref(room.id, range)} className="evidence-primary">
            {text.openChart}
          </Link>
          <ExportButtons
            label={text.groupSizes}
            getTable={() => toGroupsExport(room, insight, view)}
          />
        </div>
      </section>
      {insight.minutesByPeople.length > 0 && (
        <EvidenceGroups rule={view.rule} {...{ room, insight, size }} />
      )}
      <EvidenceBasis {...{ room, insight, view }} />
    </>
  )
}
