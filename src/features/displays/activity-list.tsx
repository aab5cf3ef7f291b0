import type { ActivityEvent } from '#src/contract/activity.ts'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { deviceTimeZone, formatDateTime, formatTimeZone } from '#src/format/dates.ts'
import { serverClock } from '#src/lib/server-clock.ts'
import * as text from '#messages/displays.tsx'
import { Button } from '#src/components/ui/button.tsx'
import { DisplaysSection } from './displays-section.tsx'
import { errorMessage } from './error-messages.ts'
import { activityQuery } from '#src/data/boards/queries.ts'

/** Lists changes to boards and displays, and wrong pairing codes, newest first, in pages. */
export function ActivityList() {
  const [pages, setPages] = useState<readonly (string | null)[]>([null])
  const zone = deviceTimeZone()
  return (
    <DisplaysSection
      id="activity"
      heading={text.activityHeading}
      description={text.activityDescription(formatTimeZone(zone, serverClock.now()))}
    >
      <ol aria-labelledby="activity" className="displays-activity">
        {pages.map((before, index) => (
          <ActivityPage
            key={before}
            before={before}
            onOlder={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </ol>
    </DisplaysSection>
  )
}

function ActivityPage({
  before,
  onOlder,
}: {
  before: string | null
  /** Shows the next page below this one; undefined if it is already shown. */
  onOlder: ((next: string) => void) | undefined
}) {
  const { data, error } = useQuery(activityQuery(before))
  const statusMessage =
    data === undefined ? (error === null ? text.loading : errorMessage(error)) : null
  const next = data?.next ?? null
  return (
    <>
      {data?.events.map((event) => (
        <ActivityRow key={event.id} event={event} />
      ))}
      {data?.events.length === 0 && before === null && <NoteRow>{text.noActivity}</NoteRow>}
      {statusMessage !== null && (
        <NoteRow>
          <span role="status">{statusMessage}</span>
        </NoteRow>
      )}
      {next !== null && onOlder && (
        <NoteRow>
          <Button onClick={() => onOlder(next)}>{text.olderActivityButton}</Button>
        </NoteRow>
      )}
    </>
  )
}

function ActivityRow({ event }: { event: ActivityEvent }) {
  const { at, actor, account, address, name } = event
  const [words, source] =
    actor === 'display'
      ? [text.displayUnpaired(name ?? ''), text.displaySource(address)]
      : [text.activityEvent(event.event, name ?? ''), text.activitySource(account, address)]
  return (
    <li>
      <time dateTime={new Date(at).toISOString()}>
        {formatDateTime(at, deviceTimeZone(), serverClock.now())}
      </time>
      <span className="font-medium">{words}</span>
      <span className="text-ink-muted">{source}</span>
    </li>
  )
}

function NoteRow({ children }: { children: ReactNode }) {
  return <li className="text-ink-muted">{children}</li>
}
