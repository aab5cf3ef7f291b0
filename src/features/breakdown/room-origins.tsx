import { useQuery } from '@tanstack/react-query'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { overridesQuery } from '#src/data/topology/queries.ts'
import { AnswerSection, factList } from './answer-parts.tsx'
import { originsOf } from './origins.ts'

/** What the room's figure is judged by, who says so, and why where the operator's own file tells. */
export function RoomOrigins({ room }: { room: LiveRoom }) {
  const { data: own } = useQuery(overridesQuery())
  const note = own?.overrides?.rooms?.[room.id]?.note
  return (
    <AnswerSection title="What it is judged by">
      <dl className={factList}>
        {originsOf(room).map(({ what, value, from }) => (
          <div key={what} className="contents">
            <dt>{what}</dt>
            <dd>
              {value} <span className="text-ink-muted">· {from}</span>
            </dd>
          </div>
        ))}
      </dl>
      {note !== undefined && <p className="mt-1 text-ink-muted">Note in your own file: {note}</p>}
    </AnswerSection>
  )
}
