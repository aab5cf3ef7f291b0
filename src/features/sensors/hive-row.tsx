import { ZonedTimestamp } from '#src/components/time/zoned-timestamp.tsx'
import { clsx } from 'clsx'
import { ChevronDown, ChevronRight } from 'lucide-react'
import * as text from '#messages/sensors.tsx'
import type { Hive } from '#src/domain/topology/sensor-directory.ts'
import type { HiveGroup } from './device-groups.ts'
import { VirtualRow, type VirtualRowProps } from './virtual-row.tsx'

/**
 * A hive and its status. An offline hive counts as one problem, and its row shows how many sensors and rooms are
 * affected.
 *
 * @param withoutData number of rooms without data among those with a sensor of the hive; null if unknown
 */
export function HiveRow({
  group,
  sensorCount,
  withoutData,
  open,
  onToggle,
  columns,
  ...row
}: {
  group: HiveGroup
  /** Number of the hive's sensors, including those that filters exclude. */
  sensorCount: number
  withoutData: number | null
  open: boolean
  onToggle: () => void
  columns: number
} & VirtualRowProps) {
  const { hive, dead } = group
  const isComplete = group.devices.length === sensorCount
  const isEmpty = sensorCount === 0
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <VirtualRow {...row} className="w-full border-b border-line pt-4 pb-1.5">
      <div role="cell" aria-colspan={columns}>
        <button
          type="button"
          {...(isEmpty ? {} : { 'aria-expanded': open })}
          onClick={onToggle}
          disabled={isEmpty}
          className="flex min-h-8 max-w-full items-start gap-2 rounded-control py-1.5 pr-2 text-left hover:bg-selected xl:px-1"
        >
          <Arrow className="mt-0.5 size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
          <span className="min-w-0">
            <span className={clsx('text-15 font-semibold', dead && 'text-over-ink')}>
              <HiveName group={group} />
            </span>{' '}
            <span className="text-ink-muted">
              {hive && '· '}
              {[
                ...(hive && !dead ? describeHiveHealth(hive) : []),
                dead && isComplete && !isEmpty && withoutData
                  ? text.hiveSensorsWithoutData(sensorCount, withoutData)
                  : text.hiveSensors(group.devices.length, sensorCount),
              ].join(' · ')}
            </span>
          </span>
        </button>
      </div>
    </VirtualRow>
  )
}

function describeHiveHealth({ online, stability }: Hive): string[] {
  return [
    online === null ? text.hiveStatusUnknown : text.hiveOnline,
    ...(stability === null ? [] : [text.networkStability(stability)]),
  ]
}

function HiveName({ group: { hive, dead, zone } }: { group: HiveGroup }) {
  if (!hive) return text.noKnownHive
  if (!dead) return hive.name
  const { lastHeartbeatAt } = hive
  return text.offlineHive(
    hive.name,
    lastHeartbeatAt ? <ZonedTimestamp at={lastHeartbeatAt} zone={zone} /> : null,
  )
}
