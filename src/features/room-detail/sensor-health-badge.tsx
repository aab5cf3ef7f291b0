import { formatZonedTimestamp } from '#src/format/dates.ts'
import { clsx } from 'clsx'
import {
  Check,
  CircleSlash2,
  CloudOff,
  History,
  Moon,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import * as text from '#messages/room-detail.tsx'
import { Age, Timestamp } from '#src/components/time/timestamps.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'

const healthStyles: Record<SensorHealth['kind'], { icon: LucideIcon; warns: boolean }> = {
  reporting: { icon: Check, warns: false },
  reported: { icon: History, warns: false },
  quiet: { icon: Moon, warns: false },
  offline: { icon: CloudOff, warns: true },
  silent: { icon: CircleSlash2, warns: true },
  implausible: { icon: TriangleAlert, warns: true },
  malformed: { icon: TriangleAlert, warns: true },
}

export function SensorHealthBadge({ health, zone }: { health: SensorHealth; zone: TimeZone }) {
  const { icon: Icon, warns } = healthStyles[health.kind]
  const details = healthDetail(health, zone)
  return (
    <p className="col-span-full flex flex-wrap gap-x-1.5 text-ink-muted sm:col-span-1 sm:flex-col sm:items-end">
      <span
        className={clsx(
          'flex items-center gap-1.5 font-medium',
          warns ? 'text-busy-ink' : 'text-ink',
        )}
      >
        <Icon className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
        {text.healthLabels[health.kind]}
      </span>{' '}
      {details !== null && <span className="tabular-nums sm:text-right">{details}</span>}
    </p>
  )
}

function healthDetail(health: SensorHealth, zone: TimeZone): ReactNode {
  switch (health.kind) {
    case 'reporting':
    case 'reported':
      return health.at === null ? null : <Age at={health.at} />
    case 'quiet':
      return text.quietDetail
    case 'offline':
      return health.since === null
        ? null
        : text.offlineSince(
            <Timestamp at={health.since} zone={zone} format={formatZonedTimestamp} />,
          )
    case 'silent':
      return health.since === null ? text.neverSeen : text.lastSeen(<Age at={health.since} />)
    case 'malformed':
      return text.invalidDetail
    case 'implausible':
      return text.implausibleDetail(health.count, health.maximum)
  }
}
