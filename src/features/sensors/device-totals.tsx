import './sensors.css'
import * as text from '#messages/sensors.tsx'
import type { ReactNode } from 'react'
import { formatNumber } from '#src/format/numbers.ts'
import type { Hive } from '#src/domain/topology/sensor-directory.ts'
import type { DeviceWithIssues } from './device-issues.ts'
import type { ReportingSensors } from './use-reporting-sensors.ts'

/**
 * @param devices sensors of the location, without hidden ones
 * @param hives hives of the location; the totals also include hives elsewhere that sensors of the location use
 */
export function DeviceTotals({
  devices,
  hives: own,
  reporting,
}: {
  devices: readonly DeviceWithIssues[]
  hives: readonly Hive[]
  reporting: ReportingSensors
}) {
  const presenceSensors = devices.filter(
    ({ device, room }) => device.mode === 'presence' && room.id,
  )
  const reportingCount = presenceSensors.filter(({ device }) =>
    reporting?.counting.has(device.mac),
  ).length
  const online = devices.filter(({ device }) => device.online === true).length
  const hives = new Map(own.map((hive) => [hive.id, hive]))
  for (const { hive } of devices) if (hive) hives.set(hive.id, hive)
  const hivesOnline = [...hives.values()].filter((hive) => hive.online === true).length
  return (
    <dl aria-label={text.totalsLabel} className="device-totals totals py-4 md:pt-5">
      <CountOfTotal label={text.presenceSensorsReporting} whole={presenceSensors.length}>
        {reporting === null ? null : reportingCount}
      </CountOfTotal>
      <CountOfTotal label={text.sensorsOnline} whole={devices.length}>
        {online}
      </CountOfTotal>
      {hives.size > 0 && (
        <CountOfTotal label={text.hivesOnline} whole={hives.size}>
          {hivesOnline}
        </CountOfTotal>
      )}
    </dl>
  )
}

/** @param children the count; null if unknown, which is shown as a dash */
function CountOfTotal({
  label,
  whole,
  children: part,
}: {
  label: string
  whole: number
  children: number | null
}): ReactNode {
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="flex min-w-0 items-baseline gap-1.5 text-27 font-semibold whitespace-nowrap md:text-32">
        {part === null ? <span className="font-normal text-ink-faint">–</span> : formatNumber(part)}
        <span className="text-15 font-normal text-ink-faint md:text-18">{text.ofTotal(whole)}</span>
      </dd>
    </div>
  )
}
