import { useCallback } from 'react'
import { useServerTime } from '#src/lib/server-now.ts'
import { batteryDueWithinMs } from '#src/domain/topology/battery.ts'
import { day } from '#src/domain/time/duration.ts'
import { formatDay } from '#src/format/zone-label.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'

/** What feeds a sensor: that it is wired, or until when its battery lasts. A date that is near says how near. */
export function Battery({ device, zone }: { device: Device; zone: Zone }) {
  const { power, batteryDueAt } = device
  if (power === 'wired') return 'Wired'
  if (batteryDueAt === null) return <span className="text-ink-faint">No date</span>
  return (
    <>
      <span className="block">{formatDay(batteryDueAt, zone)}</span>
      <Nearness at={batteryDueAt} />
    </>
  )
}

function Nearness({ at }: { at: number }) {
  const words = useServerTime(useCallback((now: number) => nearness(at - now), [at]))
  return words && <span className="block text-busy-ink">{words}</span>
}

/** `in 12 d`, `12 d overdue`; empty for what is more than 30 days ahead. Milliseconds. */
function nearness(ahead: number): string {
  const days = Math.floor(Math.abs(ahead) / day)
  if (ahead < 0) return days === 0 ? 'Overdue' : `${days} d overdue`
  if (ahead > batteryDueWithinMs) return ''
  return days === 0 ? 'Today' : `in ${days} d`
}
