import { clsx } from 'clsx'
import { memo } from 'react'
import { Link } from '#src/lib/link.tsx'
import { Battery } from './battery.tsx'
import { gridOf } from './device-columns.ts'
import { HealthCell } from './health-cell.tsx'
import type { JudgedDevice } from './judged-device.ts'
import { Moment } from './moment.tsx'
import { onlineWords } from './device-words.ts'
import type { RoomOfDevice } from './device-places.ts'
import type { RowProps, TableContext } from './row-props.ts'

/** Wide enough for any age: what stands behind it does not move while it ticks. */
const slot = 'max-xl:min-w-33'

/**
 * One sensor: what is wrong with it, and what is known of it. Where the page is narrow its cells stand in lines.
 *
 * @param counting whether it has a count now
 */
export const DeviceRow = memo(function DeviceRow({
  judged,
  counting,
  context,
  index,
  measure,
  style,
}: {
  judged: JudgedDevice
  counting: boolean
  context: TableContext
} & RowProps) {
  const { grouped, linkTo } = context
  const { device, room, hive } = judged
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={style}
      className={clsx(
        gridOf(grouped),
        'w-full gap-y-1 border-b border-line py-2 hover:bg-selected max-xl:grid-cols-[minmax(0,1fr)_auto] max-xl:py-3 xl:px-2',
      )}
    >
      <div role="rowheader" className="min-w-0">
        <span className="block truncate font-medium">{device.name}</span>
        {device.mac !== device.name.toLowerCase() && (
          <span className="block truncate text-ink-faint select-all">
            {device.mac || 'no MAC address'}
          </span>
        )}
      </div>
      <div role="cell" className="max-xl:order-1 max-xl:col-span-full">
        <HealthCell
          judged={judged}
          counting={counting}
          explained={grouped && hive?.online === false}
          context={context}
        />
      </div>
      <div role="cell" className="min-w-0 max-xl:max-w-44 max-xl:text-right">
        <RoomLink room={room} href={room.id === null ? null : linkTo(room.id)} />
      </div>
      <div className="flex flex-wrap gap-x-3 text-ink-muted max-xl:order-2 max-xl:col-span-full xl:contents">
        <div role="cell" className="capitalize">
          {device.mode ?? 'Not known'}
        </div>
        <div role="cell" className={slot}>
          <span className="xl:block">{onlineWords(device.online)}</span>{' '}
          <Moment at={device.lastHeartbeatAt} zone={room.zone} />
        </div>
        <div role="cell" className={slot}>
          <span className="xl:hidden">Report </span>
          <Moment at={device.lastReportAt} zone={room.zone} />
        </div>
        <div role="cell" className="flex gap-1.5 xl:block">
          <span className="xl:hidden">Battery</span>
          <Battery device={device} zone={room.zone} />
        </div>
        {!grouped && (
          <div role="cell" className="min-w-0">
            <span className="xl:block xl:truncate">{hive?.name ?? 'No known hive'}</span>{' '}
            {hive && (
              <span className={clsx(hive.online === false && 'text-over-ink')}>
                {onlineWords(hive.online)}
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  )
})

function RoomLink({ room, href }: { room: RoomOfDevice; href: string | null }) {
  return (
    <>
      {href === null ? (
        <span className="block truncate text-ink-muted">{room.name}</span>
      ) : (
        <Link href={href} className="block truncate font-medium hover:underline">
          {room.name}
        </Link>
      )}
      {room.floor !== null && <span className="block truncate text-ink-muted">{room.floor}</span>}
    </>
  )
}
