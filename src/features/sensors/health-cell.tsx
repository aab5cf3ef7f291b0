import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { Link } from '#src/lib/navigation.tsx'
import { Since } from '#src/components/time/timestamps.tsx'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { day } from '#src/domain/time/duration.ts'
import { hiddenWords, problemWords, problemLooks, evidenceInWords } from './device-labels.ts'
import type { JudgedDevice, Problem } from './device-issues.ts'
import type { TableContext } from './device-table-model.ts'
import { chartRanges } from '#src/domain/anomalies/anomaly.ts'

/**
 * What is wrong with a sensor and what says so, or that all is well.
 *
 * @param counting whether it has a count now
 * @param explained whether its dead hive stands above it
 */
export function HealthCell({
  judged,
  counting,
  explained,
  context,
}: {
  judged: JudgedDevice
  counting: boolean
  explained: boolean
  context: TableContext
}) {
  const { device, problems } = judged
  if (device.hidden !== null) {
    return <p className="text-ink-muted">{hiddenWords[device.hidden]}</p>
  }
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-ink-muted">
        <Check className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {counting ? 'Reporting' : 'Online'}
      </p>
    )
  }
  return (
    <ul className="grid gap-1">
      {problems.map((problem) => (
        <li key={problem}>
          <ProblemWord problem={problem} quiet={explained && problem === 'hive'} />
          <Evidence judged={judged} problem={problem} context={context} />
        </li>
      ))}
    </ul>
  )
}

function ProblemWord({ problem, quiet }: { problem: Problem; quiet: boolean }) {
  const { icon: Icon, colour } = problemLooks[problem]
  return (
    <p
      className={clsx(
        'flex items-center gap-1.5',
        quiet ? 'text-ink-muted' : ['font-medium', colour],
      )}
    >
      <Icon className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
      {quiet ? 'Offline with its hive' : problemWords[problem]}
    </p>
  )
}

/** Since when, or the numbers behind a suspicion with the chart that shows them. */
function Evidence({
  judged: { device, hive, room, suspicions },
  problem,
  context: { grouped, nameOf, linkTo },
}: {
  judged: JudgedDevice
  problem: Problem
  context: TableContext
}) {
  const today = useServerTime(wholeDay)
  if (problem === 'offline' || (problem === 'hive' && !grouped)) {
    const heard = problem === 'hive' ? hive : device
    if (!heard?.lastHeartbeatAt) return null
    return (
      <p className="pl-5.5 text-ink-muted">
        since <Since at={heard.lastHeartbeatAt} zone={room.zone} />
      </p>
    )
  }
  return suspicions
    .filter(({ kind }) => kind === problem)
    .map((suspicion) => (
      <p key={suspicion.macs.join(' ')} className="pl-5.5 text-pretty text-ink-muted">
        <span className="font-medium">Suspicion.</span>{' '}
        {evidenceInWords(suspicion, device.mac, nameOf, room.zone, today)}
        {room.id !== null && (
          <>
            {'. '}
            <Link
              href={linkTo(room.id, chartRanges[suspicion.kind])}
              aria-label={`Chart of ${room.name}`}
              className="text-accent underline hover:no-underline"
            >
              Chart
            </Link>
          </>
        )}
      </p>
    ))
}

const wholeDay = (now: number) => Math.floor(now / day) * day
