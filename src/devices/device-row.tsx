import { clsx } from 'clsx'
import { memo, useCallback } from 'react'
import { Link } from 'wouter'
import { Age } from '#src/reporting/age.tsx'
import { useServerTime } from '#src/reporting/server-now.ts'
import { day } from '#src/time/duration.ts'
import { formatDayAndTime, type Zone } from '#src/time/zone.ts'
import type { Device } from '#src/topology/sensor-directory.ts'
import { powerInWords, problemWords } from './device-words.ts'
import type { Problem } from './problem.ts'

/** The room of a sensor: its name, where it opens, and the zone of its times. */
export type RoomOfDevice = { name: string; href: string | null; zone: Zone }

/**
 * One sensor: what is wrong with it, and what is known of it.
 *
 * @param because its dead hive explains that it is offline
 */
export const DeviceRow = memo(function DeviceRow({
  device,
  problem,
  because,
  room,
  rowIndex,
}: {
  device: Device
  problem: Problem
  because: boolean
  room: RoomOfDevice
  rowIndex: number
}) {
  const warns = problem !== 'fine' && problem !== 'unknown' && !because
  return (
    <tr
      aria-rowindex={rowIndex}
      className="h-13 hover:bg-selected [&>*]:border-b [&>*]:border-line"
    >
      <th scope="row" className="px-3 text-left font-normal">
        <span className="block truncate font-medium">{device.name}</span>
        <span className="block truncate text-ink-faint">{device.mac || 'no MAC address'}</span>
      </th>
      <td className="truncate px-3">
        {room.href === null ? (
          <span className="text-ink-muted">{room.name}</span>
        ) : (
          <Link href={room.href} className="font-medium hover:underline">
            {room.name}
          </Link>
        )}
      </td>
      <td
        className={clsx(
          'truncate px-3',
          warns ? 'font-medium text-busy-ink' : 'text-ink-muted',
          problem === 'offline' && warns && 'text-over-ink',
        )}
      >
        {because ? 'Offline with its hive' : problemWords[problem]}
      </td>
      <td className="truncate px-3 text-ink-muted capitalize">{device.mode ?? 'not known'}</td>
      <td className="truncate px-3 text-ink-muted">
        <Heard at={device.lastHeartbeatAt} zone={room.zone} />
      </td>
      <td className="truncate px-3 text-ink-muted">
        <Heard at={device.lastReportAt} zone={room.zone} />
      </td>
      <td
        className={clsx(
          'truncate px-3',
          problem.startsWith('battery') ? 'text-busy-ink' : 'text-ink-muted',
        )}
      >
        {powerInWords(device, room.zone)}
      </td>
    </tr>
  )
})

/** An age while it is young, and the date of what is older. */
function Heard({ at, zone }: { at: number | null; zone: Zone }) {
  const recent = useServerTime(useCallback((now: number) => at !== null && now - at < day, [at]))
  if (at === null) return 'never'
  return recent ? <Age at={at} /> : formatDayAndTime(at, zone)
}
