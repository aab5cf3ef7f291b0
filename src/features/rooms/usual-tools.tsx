import { useEffect } from 'react'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { UsualLabel } from '#src/components/occupancy/usual-label.tsx'
import { FilterChip } from '#src/components/ui/filter-chip.tsx'
import { useUsual, type UsualRooms } from '#src/data/history/use-usual.ts'
import type { DisplayedOccupancy, RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime } from '#src/format/dates.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { compareRoom, describeUsual } from '#src/format/usual-labels.ts'
import type { OverviewParams, UpdateOverviewParams, UsualFilter } from '#src/lib/overview-params.ts'
import * as text from '#messages/usual.ts'
import type { UsualComparison } from './use-overview-rooms.ts'

const filters = [
  { value: 'busier', label: text.busier, Icon: ArrowUp, sign: 1 },
  { value: 'quieter', label: text.quieter, Icon: ArrowDown, sign: -1 },
] as const
const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

/**
 * Filters by usual occupancy, and explains “usually”. Loads the usual occupancy, and passes the comparison to `setUsual`.
 *
 * @param matchingRooms rooms that match all other filters; the chips count them
 */
export function UsualTools({
  params,
  matchingRooms,
  setUsual,
  onChange,
}: {
  params: OverviewParams
  matchingRooms: readonly RoomCardModel[]
  setUsual: (comparison: UsualComparison | null) => void
  onChange: UpdateOverviewParams
}) {
  const { usual, hasHistory } = useUsual()
  const { usual: filter } = params
  useEffect(() => {
    setUsual(usual && compareWith(usual, filter))
    return () => setUsual(null)
  }, [usual, filter, setUsual])
  const count = (sign: number) =>
    matchingRooms.filter((one) => Math.sign(one.usualDifference ?? 0) === sign).length
  const isClosed = usual?.groups.every(({ isOpenDay }) => !isOpenDay) === true
  const isCompared = usual !== null && hasUsual(usual.rooms)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 print:hidden">
      {isCompared && (
        <div
          role="group"
          aria-label={text.filter}
          className="flex max-w-full [scrollbar-width:none] gap-2 overflow-x-auto"
        >
          {filters.map(({ value, label, Icon, sign }) => (
            <FilterChip
              key={value}
              pressed={params.usual === value}
              onClick={() => onChange({ usual: params.usual === value ? 'on' : value })}
              icon={<Icon {...iconProps} />}
              label={label}
              count={formatNumber(count(sign))}
              countDigits={formatNumber(matchingRooms.length).length}
            />
          ))}
        </div>
      )}
      <p role="status" className="text-ink-muted">
        {describe(usual, { hasHistory, isClosed, isCompared })}
      </p>
      <button
        type="button"
        onClick={() =>
          onChange({ usual: null, ...(params.sort === 'usual' ? { sort: 'floor' } : {}) })
        }
        className="flex h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
      >
        <X {...iconProps} />
        {text.stopComparing}
      </button>
    </div>
  )
}

function compareWith({ rooms }: UsualRooms, filter: UsualFilter | null): UsualComparison {
  const isCompared = hasUsual(rooms)
  const sign = filters.find(({ value }) => value === filter)?.sign
  return {
    compare: (models) =>
      models.map((one) => ({
        ...one,
        usualDifference: compareRoom(
          one.displayed,
          one.room.capacity,
          rooms.get(one.room.id)?.usual ?? null,
        ),
      })),
    filter,
    matches: (one) =>
      !isCompared || sign === undefined || Math.sign(one.usualDifference ?? 0) === sign,
  }
}

/** Returns whether any room has enough days to be compared. */
function hasUsual(rooms: UsualRooms['rooms']): boolean {
  return [...rooms.values()].some(({ usual }) => usual !== null)
}

function describe(
  usual: UsualRooms | null,
  { hasHistory, isClosed, isCompared }: Record<'hasHistory' | 'isClosed' | 'isCompared', boolean>,
): string {
  if (!hasHistory) return text.noHistory
  if (usual === null) return text.loading
  if (isClosed) return text.closedToday
  if (!isCompared) return text.tooLittleHistory
  const open = usual.groups.filter(({ isOpenDay }) => isOpenDay)
  const [group] = open
  if (group === undefined || open.length > 1) return text.meaningInZones
  const zone = toTimeZone(group.timeZone)
  return text.meaning(
    group.weekday,
    text.hours(formatTime(group.from, zone), formatTime(group.to, zone)),
  )
}

export function UsualLine({ room, view }: { room: LiveRoom; view: DisplayedOccupancy }) {
  const usual = useUsual().usual?.rooms.get(room.id)
  if (usual === undefined || room.occupancy.expectedSensors === 0) return null
  return (
    <p className="relative col-span-full h-5 truncate">
      <UsualLabel label={describeUsual(view, room.capacity, usual)} />
    </p>
  )
}
