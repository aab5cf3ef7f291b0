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
import { formatNumber } from '#src/format/numbers.ts'
import { Age, Timestamp } from '#src/components/time/timestamps.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'

const healthStyles: Record<
  SensorHealth['kind'],
  { word: string; icon: LucideIcon; warns: boolean }
> = {
  reporting: { word: 'Reporting', icon: Check, warns: false },
  reported: { word: 'Last reported', icon: History, warns: false },
  quiet: { word: 'Quiet', icon: Moon, warns: false },
  offline: { word: 'Offline', icon: CloudOff, warns: true },
  silent: { word: 'Silent', icon: CircleSlash2, warns: true },
  implausible: { word: 'Implausible count', icon: TriangleAlert, warns: true },
  malformed: { word: 'Malformed answer', icon: TriangleAlert, warns: true },
}

/** A sensor's health as an icon and a label, with the relevant time. */
export function SensorHealthBadge({ health, zone }: { health: SensorHealth; zone: TimeZone }) {
  const { word, icon: Icon, warns } = healthStyles[health.kind]
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
        {word}
      </span>{' '}
      {details !== null && <span className="sm:text-right">{details}</span>}
    </p>
  )
}

function healthDetail(health: SensorHealth, zone: TimeZone): ReactNode {
  switch (health.kind) {
    case 'reporting':
    case 'reported':
      return health.at === null ? null : <Age at={health.at} />
    case 'quiet':
      return 'online, nobody seen'
    case 'offline':
      return health.since === null ? null : (
        <>
          since <Timestamp at={health.since} zone={zone} />
        </>
      )
    case 'silent':
      return health.since === null ? (
        'never seen by this page'
      ) : (
        <>
          last seen <Age at={health.since} />
        </>
      )
    case 'malformed':
      return 'no count in it'
    case 'implausible':
      return `${formatNumber(health.count)}, limit ${formatNumber(health.maximum)}`
  }
}
