import { PartRow, AnswerHead, AnswerSection, TotalLine } from './panel-sections.tsx'
import {
  type PlacePart,
  type RoomPart,
  type Shortened,
  explainPlace,
  type PlaceExplanation,
} from './location-breakdown.ts'
import {
  placeLine,
  totalInDigits,
  countInWords,
  restInWords,
  devicesInWords,
  totalRule,
} from './location-labels.ts'
import { subjectText, type Place } from './explain-target.ts'
import type { ReactNode } from 'react'
import { Since, Age } from '#src/components/time/timestamps.tsx'
import { inDigits, peopleInWords } from '#src/format/numbers.ts'
import { type Zone, siteZone } from '#src/domain/time/time-zone.ts'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { missingInWords } from '#src/format/missing-parts.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { Asked } from './data-source.tsx'

/** The places that a total is made of; nothing where it is made of rooms. */
export function PlaceParts({
  places,
  hrefOf,
}: {
  places: readonly PlacePart[]
  hrefOf: (subject: string) => string
}) {
  if (places.length === 0) return null
  return (
    <ul aria-label="Places">
      {places.map(({ subject, name, totals }) => (
        <PartRow
          key={subjectText(subject)}
          href={hrefOf(subjectText(subject))}
          name={name}
          adds={totalInDigits(totals)}
        >
          {placeLine(totals)}
        </PartRow>
      ))}
    </ul>
  )
}

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

/** The total of a place explained: its parts, its rule, what is not counted, and where all of it comes from. */
export function PlaceAnswer({
  titleId,
  place,
  at,
  topology,
  hrefOf,
}: {
  titleId: string
  place: Place
  /** When the last poll was answered, Unix milliseconds. */
  at: number
  topology: Topology | undefined
  hrefOf: (subject: string) => string
}) {
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const freshness = useFreshness()
  const explanation = explainPlace(place, topology, directory)
  const sum = explanation.totals
  // Several zones have no time of day in common.
  const zone = place.zone ?? siteZone(null)
  const expired = freshness === 'no-data'
  const verb = freshness === 'stale' ? 'made' : 'makes'
  return (
    <>
      <AnswerHead
        titleId={titleId}
        title={expired ? 'Why there is no data' : `What ${verb} ${totalInDigits(sum)}`}
      >
        <p className="text-15 font-medium wrap-break-word">{place.name}</p>
        {!expired && sum.incomplete > 0 && (
          <p className="text-busy-ink">
            {inDigits(sum.incomplete)} of {countInWords(sum.rooms, 'room')} incomplete
          </p>
        )}
      </AnswerHead>
      <AnswerSection title="What it is made of">
        {expired ? (
          <p className="text-ink-muted">
            The last answer is too old to say anything of now, so nothing is added up.
          </p>
        ) : (
          <div className={clsx(freshness === 'stale' && 'hatched')}>
            <PlaceParts places={explanation.places} hrefOf={hrefOf} />
            <RoomParts rooms={explanation.rooms} hrefOf={hrefOf} zone={zone} />
            <TotalLine>
              <span className="font-normal text-ink-faint">= </span>
              {sum.atLeast ? 'at least ' : ''}
              {peopleInWords(sum.people)}
            </TotalLine>
          </div>
        )}
        {!expired && <p className="text-ink-muted">{totalRule(sum)}</p>}
        <LeftOut explanation={explanation} place={place} topology={topology} />
      </AnswerSection>
      <Asked at={at} zone={zone} several={place.zone === null} />
    </>
  )
}

function LeftOut({
  explanation,
  place,
  topology,
}: {
  explanation: PlaceExplanation
  place: Place
  topology: Topology | undefined
}) {
  const devices = devicesInWords(explanation.devices)
  const everywhere = place.subject.kind === 'all' ? topology : undefined
  const hidden = everywhere?.hidden.length ?? 0
  const missing = everywhere?.missing ?? []
  return (
    <>
      {devices !== '' && <p className="mt-1 text-ink-muted">Not counted: {devices}.</p>}
      {hidden > 0 && (
        <p className="mt-1 text-ink-muted">
          Not counted: {countInWords(hidden, 'room')} hidden by your own file.
        </p>
      )}
      {missing.length > 0 && (
        <p className="mt-1 text-busy-ink">Butlr did not send {missingInWords(missing)}.</p>
      )}
    </>
  )
}
