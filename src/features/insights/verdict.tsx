import { ChevronDown, ChevronUp, Equal, TriangleAlert } from 'lucide-react'
import { Link, useSearchParams } from '#src/lib/navigation.tsx'
import type { RightSize, SizeVerdict } from '#src/domain/insights/right-size.ts'
import * as text from '#messages/insight-rooms.ts'
import { evidenceHref } from './insights-params.ts'

const icons: Partial<Record<SizeVerdict, typeof Equal>> = {
  'too-small': ChevronUp,
  'too-large': ChevronDown,
  'about-right': Equal,
  'check-sensor': TriangleAlert,
}

/** The verdict about a room's size, as a link to its evidence. */
export function Verdict({ room, size }: { room: { id: string; name: string }; size: RightSize }) {
  const search = useSearchParams()
  const [label, advice] = describe(size)
  const name = advice === null ? label : `${label} · ${advice}`
  return (
    <Link
      href={evidenceHref(search, room.id)}
      aria-label={text.showEvidence(name, room.name)}
      className="insights-verdict"
    >
      <VerdictText size={size} />
    </Link>
  )
}

/** The verdict about a room's size with its icon, and the seats needed if the size is wrong. */
export function VerdictText({ size }: { size: RightSize }) {
  const Icon = icons[size.verdict]
  const [label, advice] = describe(size)
  return (
    <>
      {Icon && <Icon aria-hidden="true" strokeWidth={1.75} />}
      <span>
        {label}
        {advice !== null && (
          <>
            {' · '}
            <b>{advice}</b>
          </>
        )}
      </span>
    </>
  )
}

function describe(size: RightSize): [label: string, advice: string | null] {
  const label = text.verdicts[size.verdict]
  const isWrong = size.verdict === 'too-large' || size.verdict === 'too-small'
  return [label, isWrong ? text.needs(size.seats) : null]
}
