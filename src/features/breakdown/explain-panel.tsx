import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { troubleInWords } from '#src/lib/trouble.ts'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/reporting/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { AnswerHead } from './answer-parts.tsx'
import { ExplainFrame } from './explain-frame.tsx'
import { placeOf } from './place.ts'
import { PlaceAnswer } from './place-answer.tsx'
import { RoomAnswer } from './room-answer.tsx'
import { subjectFrom } from './subject.ts'

/** What a link to an explanation needs: what is explained, and where its links lead. */
type ExplainProps = {
  /** As links hold it: `room:room_1`, `floor:space_2`, `all`. */
  subject: string
  closeHref: string
  /** Where a room opens. */
  hrefOfRoom: (roomId: string) => string
  /** Where another subject is explained. */
  hrefOf: (subject: string) => string
}

/** What a figure is made of, the same from every figure: a small panel over whatever is shown. */
export function ExplainPanel({ closeHref, ...props }: ExplainProps) {
  const titleId = useId()
  return (
    <ExplainFrame subject={props.subject} labelledBy={titleId} closeHref={closeHref}>
      <Answer titleId={titleId} {...props} />
    </ExplainFrame>
  )
}

function Answer({
  titleId,
  subject,
  hrefOfRoom,
  hrefOf,
}: Omit<ExplainProps, 'closeHref'> & { titleId: string }) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending } = useTopology()
  const { data: snapshot } = useQuery(snapshotQuery(usePollers().snapshot))
  const parsed = subjectFrom(subject)

  if (!rooms || !snapshot) {
    return error ? (
      <Nothing titleId={titleId} title="No figure yet" words={troubleInWords(error)} />
    ) : (
      <Nothing titleId={titleId} title="One moment" words="The figures are loading." />
    )
  }
  if (parsed?.kind === 'room') {
    const room = rooms.find(({ id }) => id === parsed.id)
    if (room) return <RoomAnswer {...{ titleId, room, snapshot, topology, hrefOfRoom, hrefOf }} />
  } else if (parsed !== null) {
    const place = placeOf(parsed, topology, rooms)
    const { at } = snapshot
    if (place) return <PlaceAnswer {...{ titleId, place, at, topology, hrefOf }} />
  }
  return pending ? (
    <Nothing titleId={titleId} title="One moment" words="The places are loading." />
  ) : (
    <Nothing
      titleId={titleId}
      title="Nothing to explain"
      words="The link names a room or a place that is not known, or no longer."
    />
  )
}

function Nothing({ titleId, title, words }: { titleId: string; title: string; words: string }) {
  return (
    <AnswerHead titleId={titleId} title={title}>
      <p className="mt-1 text-ink-muted">{words}</p>
    </AnswerHead>
  )
}
