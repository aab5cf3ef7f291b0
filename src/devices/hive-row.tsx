import { ChevronDown, ChevronRight } from 'lucide-react'
import { inDigits } from '#src/live/room-words.ts'
import { formatDayAndTime, type Zone } from '#src/time/zone.ts'
import type { DeviceGroup } from './device-groups.ts'
import { sensorsCounted } from './device-words.ts'

/** A hive and how it is; one that is dead is one problem, with its sensors folded under it. */
export function HiveRow({
  group: { hive, dead, because, devices },
  rooms,
  zone,
  columns,
  open,
  rowIndex,
  onToggle,
}: {
  group: DeviceGroup
  /** How many rooms its sensors are in. */
  rooms: number
  zone: Zone
  columns: number
  open: boolean
  rowIndex: number
  onToggle: () => void
}) {
  const Arrow = open ? ChevronDown : ChevronRight
  return (
    <tr aria-rowindex={rowIndex} className="h-13">
      <th scope="rowgroup" colSpan={columns} className="px-1 pt-3 text-left font-normal">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex h-8 max-w-full items-center gap-2 rounded-control px-2 hover:bg-selected"
        >
          <Arrow className="size-4 flex-none" strokeWidth={1.5} aria-hidden="true" />
          <span className="truncate text-15 font-semibold">{hive?.name ?? 'No known hive'}</span>
          <span className={dead ? 'truncate font-medium text-over-ink' : 'truncate text-ink-muted'}>
            {hive && `${health(hive.online)}${since(dead ? hive.lastHeartbeatAt : null, zone)} · `}
            {dead && because > 0
              ? `${sensorsCounted(because)} offline with it`
              : sensorsCounted(devices.length)}
            {` in ${inDigits(rooms)} ${rooms === 1 ? 'room' : 'rooms'}`}
          </span>
        </button>
      </th>
    </tr>
  )
}

function health(online: boolean | null): string {
  if (online === null) return 'not known'
  return online ? 'online' : 'offline'
}

function since(at: number | null, zone: Zone): string {
  return at === null ? '' : ` since ${formatDayAndTime(at, zone)}`
}
