import * as text from '#messages/sensors.tsx'
import { useCallback, memo } from 'react'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { daysToBatteryChange } from '#src/domain/occupancy/battery.ts'
import { day } from '#src/domain/time/duration.ts'
import { formatDate, formatDateTime, isSameYear, withForeignZone } from '#src/format/dates.ts'
import { formatMac, isNamedAfterMac, sensorName } from '#src/format/sensor-labels.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Device } from '#src/domain/topology/sensor-directory.ts'
import { Age } from '#src/components/time/timestamps.tsx'
import { clsx } from 'clsx'
import { Link } from '#src/lib/navigation.tsx'
import { gridClasses, type DeviceTableContext } from './device-table-model.ts'
import { HealthCell } from './health-cell.tsx'
import { VirtualRow, type VirtualRowProps } from './virtual-row.tsx'
import type { DeviceWithIssues } from './device-issues.ts'
import { formatOnlineStatus, type SensorStatus } from './device-status-text.ts'
import type { DeviceLocation } from './device-places.ts'

/** Shows the power supply of a sensor: wired, or the due date of its battery, with a note if it is due soon or overdue. */
function BatteryStatus({ device, zone }: { device: Device; zone: TimeZone }) {
  const { power, batteryDueAt } = device
  if (power === 'wired') return text.wired
  if (batteryDueAt === null) return <span className="text-ink-faint">{text.noBatteryDate}</span>
  return (
    <>
      <span className="block">{formatDate(batteryDueAt, zone)}</span>
      <BatteryDueNotice dueAt={batteryDueAt} zone={zone} />
    </>
  )
}

function BatteryDueNotice({ dueAt, zone }: { dueAt: number; zone: TimeZone }) {
  const days = useServerClock(
    useCallback((now: number) => daysToBatteryChange(dueAt, now, zone), [dueAt, zone]),
  )
  return days !== null && <span className="block text-busy-ink">{formatDaysToChange(days)}</span>
}

/** Formats the days until a battery is due: `Today`, `In 12 days`, `12 days overdue`. */
function formatDaysToChange(days: number): string {
  if (days < 0) return text.batteryOverdueBy(-days)
  return days === 0 ? text.batteryDueToday : text.batteryDueIn(days)
}

/**
 * The time of a heartbeat or report: its age for up to a day, then its date and time in the building's zone, or only
 * the date if it is from another year.
 *
 * @param at time in Unix milliseconds; null means never
 */
function RelativeTime({ at, zone }: { at: number | null; zone: TimeZone }) {
  const recent = useServerClock(useCallback((now: number) => at !== null && now - at < day, [at]))
  const words = useServerClock(
    useCallback(
      (now: number) => (at === null ? text.never : formatLastSeen(at, zone, now)),
      [at, zone],
    ),
  )
  return at !== null && recent ? <Age at={at} /> : words
}

function formatLastSeen(at: number, zone: TimeZone, now: number): string {
  return isSameYear(at, now, zone)
    ? withForeignZone(formatDateTime(at, zone, now), at, zone)
    : formatDate(at, zone)
}

/** Wide enough for any age, so that the text after the age does not move when the age changes. */
const ageSlotClasses = 'max-xl:min-w-33'

/**
 * A sensor with its problems and details. On narrow pages its cells wrap onto several lines.
 *
 * @param status shown when the sensor has no problems
 */
export const DeviceRow = memo(function DeviceRow({
  item,
  status,
  context,
  ...row
}: {
  item: DeviceWithIssues
  status: SensorStatus
  context: DeviceTableContext
} & VirtualRowProps) {
  const { grouped, getRoomHref } = context
  const { device, room, hive } = item
  return (
    <VirtualRow
      {...row}
      className={clsx(
        gridClasses(grouped),
        'w-full gap-y-1 border-b border-line py-2 hover:bg-selected max-xl:grid-cols-[minmax(0,1fr)_auto] max-xl:py-3 xl:px-2',
      )}
    >
      <div role="rowheader" className="min-w-0">
        <span dir="auto" className="block truncate text-left font-medium">
          {sensorName(device)}
        </span>
        {!isNamedAfterMac(device.name, device.mac) && (
          <span className="block truncate text-ink-faint select-all">
            {formatMac(device.mac) || text.noMacAddress}
          </span>
        )}
      </div>
      <div role="cell" className="max-xl:order-1 max-xl:col-span-full">
        <HealthCell
          item={item}
          status={status}
          isUnderOfflineHive={grouped && hive?.online === false}
          context={context}
        />
      </div>
      <div role="cell" className="min-w-0 max-xl:max-w-44 max-xl:text-right">
        <RoomLink room={room} href={room.id === null ? null : getRoomHref(room.id)} />
      </div>
      <div className="flex flex-wrap gap-x-3 text-ink-muted max-xl:order-2 max-xl:col-span-full xl:contents">
        <div role="cell">{device.mode === null ? text.unknown : text.modeLabels[device.mode]}</div>
        <div role="cell" className={ageSlotClasses}>
          <span className="xl:block">{formatOnlineStatus(device.online)}</span>{' '}
          <RelativeTime at={device.lastHeartbeatAt} zone={room.zone} />
        </div>
        <div role="cell" className={ageSlotClasses}>
          <span className="xl:hidden">{text.columnLabels.report} </span>
          <RelativeTime at={device.lastReportAt} zone={room.zone} />
        </div>
        <div role="cell" className="flex gap-1.5 xl:block">
          <span className="xl:hidden">{text.columnLabels.battery}</span>
          <BatteryStatus device={device} zone={room.zone} />
        </div>
        {!grouped && (
          <div role="cell" className="min-w-0">
            <span className="xl:block xl:truncate">{hive?.name ?? text.noKnownHive}</span>{' '}
            {hive && (
              <span className={clsx(hive.online === false && 'text-over-ink')}>
                {formatOnlineStatus(hive.online)}
              </span>
            )}
          </div>
        )}
      </div>
    </VirtualRow>
  )
})

function RoomLink({ room, href }: { room: DeviceLocation; href: string | null }) {
  return (
    <>
      {href === null ? (
        <span dir="auto" className="block truncate text-left text-ink-muted max-xl:text-right">
          {room.name}
        </span>
      ) : (
        <Link
          href={href}
          dir="auto"
          className="block truncate text-left font-medium hover:underline max-xl:text-right"
        >
          {room.name}
        </Link>
      )}
      {room.floor !== null && <span className="block truncate text-ink-muted">{room.floor}</span>}
    </>
  )
}
