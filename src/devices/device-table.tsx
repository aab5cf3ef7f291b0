import { useMemo, useState } from 'react'
import type { Device } from '#src/topology/sensor-directory.ts'
import { RowSpace } from '#src/ui/row-space.tsx'
import { useRowsInView } from '#src/ui/use-rows-in-view.ts'
import type { DeviceGroup, JudgedDevice } from './device-groups.ts'
import { DeviceRow, type RoomOfDevice } from './device-row.tsx'
import { HiveRow } from './hive-row.tsx'

const columns = [
  { label: 'Sensor', width: 232 },
  { label: 'Room', width: 184 },
  { label: 'Health', width: 176 },
  { label: 'Mode', width: 104 },
  { label: 'Last heartbeat', width: 144 },
  { label: 'Last report', width: 144 },
  { label: 'Power', width: 192 },
]
/** Pixels; every row is as high. */
const rowHeight = 52

type Line = { group: DeviceGroup; judged: JudgedDevice | null }

/** The sensors as one table under their hives; of thousands only the rows in view are drawn. */
export function DeviceTable({
  groups,
  roomOf,
}: {
  groups: readonly DeviceGroup[]
  roomOf: (device: Device) => RoomOfDevice
}) {
  // A dead hive says all there is to say of its sensors, so it begins folded; the others begin open.
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(
    () =>
      groups.flatMap((group): Line[] => {
        const open = toggled.has(group.id) === group.dead
        const own = open ? group.devices.map((judged) => ({ group, judged })) : []
        return [{ group, judged: null }, ...own]
      }),
    [groups, toggled],
  )
  const { list, rows, before, after } = useRowsInView(lines.length, rowHeight)
  const toggle = (id: string) =>
    setToggled((now) =>
      now.has(id) ? new Set([...now].filter((one) => one !== id)) : new Set([...now, id]),
    )
  return (
    <div
      ref={list}
      className="max-xl:-mx-4 max-xl:overflow-x-auto max-xl:px-4 md:max-xl:-mx-8 md:max-xl:px-8"
    >
      <table
        aria-label="Sensors"
        aria-rowcount={lines.length + 1}
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: columns.reduce((sum, { width }) => sum + width, 0) }}
      >
        <TableHead />
        <tbody>
          {before > 0 && <RowSpace height={before} />}
          {rows.map((index) => {
            const line = lines[index]
            if (!line) return null
            const { group, judged } = line
            const rowIndex = index + 2
            if (judged) {
              const { device, problem } = judged
              return (
                <DeviceRow
                  key={`${group.id} ${device.mac} ${device.name}`}
                  device={device}
                  problem={problem}
                  because={group.dead && problem === 'offline'}
                  room={roomOf(device)}
                  rowIndex={rowIndex}
                />
              )
            }
            const [first] = group.devices
            const rooms = new Set(group.devices.map(({ device }) => device.roomId).filter(Boolean))
            return (
              first && (
                <HiveRow
                  key={group.id}
                  group={group}
                  rooms={rooms.size}
                  zone={roomOf(first.device).zone}
                  columns={columns.length}
                  open={toggled.has(group.id) === group.dead}
                  rowIndex={rowIndex}
                  onToggle={() => toggle(group.id)}
                />
              )
            )
          })}
          {after > 0 && <RowSpace height={after} />}
        </tbody>
      </table>
    </div>
  )
}

function TableHead() {
  return (
    <>
      <colgroup>
        {columns.map(({ label, width }) => (
          <col key={label} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map(({ label }) => (
            <th
              key={label}
              scope="col"
              className="sticky top-13 z-2 h-9 border-b border-line-strong bg-surface px-3 text-left font-medium text-ink-muted md:top-14"
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
    </>
  )
}
