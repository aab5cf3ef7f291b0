import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { inDigits, peopleInWords } from '#src/format/room-words.ts'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { siteZone } from '#src/domain/time/zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { missingInWords } from '#src/format/missing-words.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { AnswerHead, AnswerSection, TotalLine } from './answer-parts.tsx'
import { Asked } from './asked.tsx'
import type { Place } from './place.ts'
import { explainPlace, type PlaceExplanation } from './place-explanation.ts'
import { countInWords, devicesInWords, totalInDigits, totalRule } from './place-words.ts'
import { PlaceParts } from './place-parts.tsx'
import { RoomParts } from './room-part-list.tsx'

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
