import { useMemo, type ReactNode } from 'react'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { sumRoomCards } from '#src/format/occupancy-labels.ts'
import { busiest, busiestRoom, roomsInUse, sensorsReporting } from '#messages/occupancy.ts'
import { ofTotal, totals as totalsLabel } from '#messages/rooms.tsx'
import * as text from '#messages/replay.ts'

/** The totals of the rooms of the place at the moment of the replay. */
export function ReplayTotals({ rooms }: { rooms: readonly RoomCardModel[] }) {
  const totals = useMemo(() => sumRoomCards(rooms), [rooms])
  const { busiest: busiestOfAll } = totals
  const hasData = rooms.some(({ displayed }) => displayed.kind !== 'none')
  const name = rooms.find(({ room }) => room.id === busiestOfAll?.id)?.room.name
  const ofBusiest =
    busiestOfAll && [busiestOfAll.people, busiestOfAll.capacity].filter((one) => one !== null)
  return (
    <dl aria-label={totalsLabel} className="replay-totals totals py-4 md:pt-5">
      <Total label={text.peopleAt(totals.people, totals.incompleteRooms)}>
        {hasData ? formatNumber(totals.people) : <NoValue />}
        {hasData && totals.atLeast && <span className="text-busy-ink">+</span>}
      </Total>
      <Total label={roomsInUse} of={ofTotal(formatNumber(totals.rooms))}>
        {hasData ? formatNumber(totals.inUse) : <NoValue />}
      </Total>
      <Total
        label={hasData ? busiestRoom(totals) : busiest}
        of={ofBusiest ? ofBusiest.map(formatNumber).join(' / ') : undefined}
      >
        {name ?? <NoValue />}
      </Total>
      <Total label={sensorsReporting} of={ofTotal(formatNumber(totals.expectedSensors))}>
        {hasData ? formatNumber(totals.reportingSensors) : <NoValue />}
      </Total>
    </dl>
  )
}

const NoValue = () => <span className="font-normal text-ink-faint">–</span>

function Total({
  label,
  of,
  children,
}: {
  label: string
  of?: string | undefined
  children: ReactNode
}) {
  return (
    <div className="flex min-w-0 flex-col-reverse justify-end">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="flex min-h-8 min-w-0 items-baseline gap-1.5 text-27 font-semibold whitespace-nowrap lg:min-h-10 lg:text-32">
        <span className="truncate">{children}</span>
        {of !== undefined && (
          <span className="flex-none text-15 font-normal text-ink-faint md:text-18">{of}</span>
        )}
      </dd>
    </div>
  )
}
