import type { ReactNode } from 'react'
import { Since } from '#src/components/time/since.tsx'
import { inDigits, peopleInWords } from '#src/format/room-words.ts'
import { Age } from '#src/components/time/age.tsx'
import type { Zone } from '#src/domain/time/zone.ts'
import { PartRow } from './part-row.tsx'
import { countInWords, restInWords } from './place-words.ts'
import type { RoomPart, Shortened } from './room-parts.ts'
import { subjectText } from './subject.ts'

/** The rooms that a total is made of: first those that make it a lower bound, then by people; the others are counted. */
export function RoomParts({
  rooms,
  hrefOf,
  zone,
}: {
  rooms: Shortened
  hrefOf: (subject: string) => string
  zone: Zone
}) {
  const { incomplete, counted } = rooms
  const row = (part: RoomPart) => (
    <PartRow
      key={part.id}
      href={hrefOf(subjectText({ kind: 'room', id: part.id }))}
      name={part.name}
      adds={part.notAdded === null ? addsOf(part) : null}
      warns
    >
      {whyOf(part, zone)}
    </PartRow>
  )
  return (
    <>
      {incomplete.length > 0 && (
        <>
          <h4 className="mt-1 text-ink-muted">Incomplete</h4>
          <ul aria-label="Incomplete rooms">{incomplete.map(row)}</ul>
        </>
      )}
      {counted.length > 0 && (
        <>
          {incomplete.length > 0 && <h4 className="mt-2 text-ink-muted">Complete</h4>}
          <ul aria-label="Rooms">{counted.map(row)}</ul>
        </>
      )}
      {restInWords(rooms).map((words) => (
        <p key={words} className="py-1 text-ink-muted">
          {words}
        </p>
      ))}
    </>
  )
}

function addsOf({ people, missing }: RoomPart): string {
  return `${inDigits(people)}${missing > 0 ? '+' : ''}`
}

function whyOf({ missing, notAdded }: RoomPart, zone: Zone): ReactNode {
  const sensors = `${countInWords(missing, 'sensor')} missing`
  switch (notAdded?.kind) {
    case undefined:
      return missing > 0 ? sensors : undefined
    case 'no-data':
      return notAdded.lastSeenAt === null ? (
        'No data, never seen'
      ) : (
        <>
          No data, last seen <Since at={notAdded.lastSeenAt} zone={zone} />
        </>
      )
    case 'last-known':
      return (
        <>
          Last seen <Age at={notAdded.seenAt} /> with {peopleInWords(notAdded.people)}, so not added
        </>
      )
    case 'at-least-nobody':
      return `No data: ${sensors}, the others see nobody`
    case 'no-sensors':
      return 'No presence sensors'
  }
}
