import { ZonedTimestamp } from '#src/components/time/zoned-timestamp.tsx'
import * as text from '#messages/sensors.tsx'
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { Link } from '#src/lib/navigation.tsx'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { day } from '#src/domain/time/duration.ts'
import {
  issueStyles,
  describeEvidence,
  pageEvidenceTimes,
  type SensorStatus,
} from './device-status-text.ts'
import type { DeviceWithIssues, DeviceIssue } from './device-issues.ts'
import type { DeviceTableContext } from './device-table-model.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import { anomalyChartRanges } from '#src/domain/anomalies/anomaly.ts'

/**
 * Shows the problems of a sensor with their evidence, or its status if it is healthy.
 *
 * @param status shown when the sensor has no problems
 * @param isUnderOfflineHive whether the sensor is listed under its offline hive
 */
export function HealthCell({
  item,
  status,
  isUnderOfflineHive,
  context,
}: {
  item: DeviceWithIssues
  status: SensorStatus
  isUnderOfflineHive: boolean
  context: DeviceTableContext
}) {
  const { device, problems } = item
  if (device.hidden !== null) {
    return <p className="text-ink-muted">{text.hiddenReasonLabels[device.hidden]}</p>
  }
  if (problems.length === 0) {
    return (
      <p className="flex items-center gap-1.5 text-ink-muted">
        <Check className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {text.statusLabels[status]}
      </p>
    )
  }
  return (
    <ul className="grid gap-1">
      {problems.map((problem) => (
        <li key={problem}>
          <IssueLabel issue={problem} muted={isUnderOfflineHive && problem === 'hive'} />
          <IssueEvidence item={item} issue={problem} context={context} />
        </li>
      ))}
    </ul>
  )
}

function IssueLabel({ issue, muted }: { issue: DeviceIssue; muted: boolean }) {
  const { icon: Icon, colour } = issueStyles[issue]
  return (
    <p
      className={clsx(
        'flex items-center gap-1.5',
        muted ? 'text-ink-muted' : ['font-medium', colour],
      )}
    >
      <Icon className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
      {muted ? text.offlineWithHive : text.issueLabels[issue]}
    </p>
  )
}

/** Shows when a sensor or its hive went offline, or the evidence of an anomaly with a link to its chart. */
function IssueEvidence({
  item: { device, hive, room, suspicions },
  issue,
  context: { grouped, getSensorName, getRoomHref },
}: {
  item: DeviceWithIssues
  issue: DeviceIssue
  context: DeviceTableContext
}) {
  const today = useServerClock(floorToDay)
  if (issue === 'offline' || (issue === 'hive' && !grouped)) {
    const source = issue === 'hive' ? hive : device
    if (!source?.lastHeartbeatAt) return null
    return (
      <p className="pl-5.5 text-ink-muted">
        {text.since(<ZonedTimestamp at={source.lastHeartbeatAt} zone={room.zone} />)}
      </p>
    )
  }
  return suspicions
    .filter(({ kind }) => kind === issue)
    .map((suspicion) => (
      <p key={suspicionKey(suspicion)} className="pl-5.5 text-pretty text-ink-muted">
        {describeEvidence(
          suspicion,
          device.mac,
          getSensorName,
          pageEvidenceTimes(room.zone, today),
        )}
        {room.id !== null && (
          <>
            {' '}
            <Link
              href={getRoomHref(room.id, anomalyChartRanges[suspicion.kind])}
              aria-label={text.chartLinkLabel(room.name)}
              className="text-accent underline hover:no-underline"
            >
              {text.chartLink}
            </Link>
          </>
        )}
      </p>
    ))
}

/** A sensor can have several findings of its history. */
function suspicionKey(suspicion: Anomaly): string {
  const macs = suspicion.macs.join(' ')
  return suspicion.kind === 'history' ? `${suspicion.finding.kind} ${macs}` : macs
}

const floorToDay = (now: number) => Math.floor(now / day) * day
