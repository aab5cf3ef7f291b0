import type { ActivityEvent, ActivityKind } from '#src/contract/activity.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { deviceTimeZone } from '#src/domain/time/time-zone.ts'
import { formatDateTime, formatTimeZone } from '#src/format/dates.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import { Button } from '#src/components/ui/button.tsx'
import { errorMessage } from './error-message.ts'
import { activityQuery } from '#src/data/boards/queries.ts'

const activityLabels: Record<ActivityKind, string> = {
  'board.created': 'Created board',
  'board.changed': 'Changed board',
  'board.deleted': 'Deleted board',
  'display.paired': 'Paired display',
  'display.changed': 'Changed display',
  'display.revoked': 'Revoked display',
  'pairing.refused': 'Entered a wrong pairing code',
}

/** Describes an event: `Paired display Lobby TV`. */
function activityLabel({ event, name }: Pick<ActivityEvent, 'event' | 'name'>): string {
  return name === null ? activityLabels[event] : `${activityLabels[event]} ${name}`
}

/** Changes to boards and displays, newest first, in pages. */
export function ActivityList() {
  const [pages, setPages] = useState<readonly (string | null)[]>([null])
  const zone = deviceTimeZone()
  return (
    <section aria-labelledby="activity">
      <h2 id="activity" className="pb-2 text-18 font-semibold">
        Activity
      </h2>
      <p className="pb-3 text-ink-muted">
        Changes to boards and displays in the past 90 days, at most 1,000. Times are in{' '}
        {formatTimeZone(zone, serverClock.now())}.
      </p>
      <ol aria-labelledby="activity" className="displays-activity">
        {pages.map((before, index) => (
          <ActivityPage
            key={before}
            before={before}
            onOlder={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </ol>
    </section>
  )
}

function ActivityPage({
  before,
  onOlder,
}: {
  before: string | null
  /** Loads the next page; undefined if it is already shown. */
  onOlder: ((next: string) => void) | undefined
}) {
  const { data, error } = useQuery(activityQuery(before))
  const statusMessage =
    data === undefined ? (error === null ? 'Loading …' : errorMessage(error)) : null
  const next = data?.next ?? null
  return (
    <>
      {data?.events.map((event) => (
        <ActivityRow key={event.id} event={event} />
      ))}
      {data?.events.length === 0 && before === null && <NoteRow>No activity yet</NoteRow>}
      {statusMessage !== null && (
        <NoteRow>
          <span role="status">{statusMessage}</span>
        </NoteRow>
      )}
      {next !== null && onOlder && (
        <NoteRow>
          <Button onClick={() => onOlder(next)}>Show older activity</Button>
        </NoteRow>
      )}
    </>
  )
}

function ActivityRow({ event }: { event: ActivityEvent }) {
  const { at, account, address } = event
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>
        {formatDateTime(at, deviceTimeZone(), serverClock.now())}
      </time>
      <span className="font-medium">{activityLabel(event)}</span>
      <span className="text-ink-muted">
        {account} from {address}
      </span>
    </li>
  )
}

function NoteRow({ children }: { children: ReactNode }) {
  return <li className="text-ink-muted">{children}</li>
}
