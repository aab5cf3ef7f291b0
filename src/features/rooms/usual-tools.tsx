import './usual-tools.css'
import { useEffect, type ReactNode } from 'react'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { UsualLabel } from '#src/components/occupancy/usual-label.tsx'
import { FilterChip } from '#src/components/ui/filter-chip.tsx'
import { useUsual, type UsualRooms } from '#src/data/history/use-usual.ts'
import type { DisplayedOccupancy, RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Usual, WeekdayUsual } from '#src/domain/history/usual.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime } from '#src/format/dates.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { describeState } from '#src/format/occupancy-labels.ts'
import { compareRoom, describeUsual } from '#src/format/usual-labels.ts'
import { endComparison } from '#src/lib/end-comparison.ts'
import type { OverviewParams, UpdateOverviewParams, UsualFilter } from '#src/lib/overview-params.ts'
import * as text from '#messages/usual.ts'
import type { UsualComparison } from './use-overview-rooms.ts'

const filters = [
  {
    value: 'busier',
    Icon: ArrowUp,
    sign: 1,
    label: text.busierRooms,
    shortLabel: text.busierRoomsShort,
  },
  {
    value: 'quieter',
    Icon: ArrowDown,
    sign: -1,
    label: text.quieterRooms,
    shortLabel: text.quieterRoomsShort,
  },
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
  const result = useUsual()
  const { usual } = result
  const { usual: filter } = params
  useEffect(() => {
    setUsual(usual && compareWith(usual, filter))
    return () => setUsual(null)
  }, [usual, filter, setUsual])
  return (
    <div className="usual-tools flex flex-wrap items-center print:hidden">
      {usual !== null && hasUsual(usual.rooms) && (
        <UsualFilters {...{ filter, matchingRooms, onChange }} />
      )}
      {/* On phones, the filters and the button are one line above the text. */}
      <p role="status" className="text-ink-muted">
        {describe(result)}
      </p>
      <button
        type="button"
        onClick={() => onChange(endComparison(params))}
        className="flex h-8 items-center gap-1.5 rounded-control px-2 font-medium text-ink-muted hover:bg-selected hover:text-ink"
      >
        <X {...iconProps} />
        <span className="max-md:sr-only">{text.stopComparing}</span>
      </button>
    </div>
  )
}

function UsualFilters({
  filter,
  matchingRooms,
  onChange,
}: {
  filter: OverviewParams['usual']
  matchingRooms: readonly RoomCardModel[]
  onChange: UpdateOverviewParams
}) {
  return (
    <div
      role="group"
      aria-label={text.filter}
      className="flex min-w-0 [scrollbar-width:none] gap-2 overflow-x-auto"
    >
      {filters.map(({ value, label, shortLabel, Icon, sign }) => {
        const count = matchingRooms.filter((one) => signOf(one) === sign).length
        return (
          <FilterChip
            key={value}
            pressed={filter === value}
            onClick={() => onChange({ usual: filter === value ? 'on' : value })}
            icon={<Icon {...iconProps} />}
            aria-label={label(count)}
            label={
              <>
                <span className="md:hidden">{shortLabel(count)}</span>
                <span className="max-md:hidden">{label(count)}</span>
              </>
            }
          />
        )
      })}
    </div>
  )
}

/** Returns 1 for a room that is busier than usual, -1 for one that is quieter, otherwise 0. */
const signOf = ({ usualDifference }: RoomCardModel) => Math.sign(usualDifference ?? 0)

function compareWith({ rooms }: UsualRooms, filter: UsualFilter | null): UsualComparison {
  const isCompared = hasUsual(rooms)
  const sign = filters.find(({ value }) => value === filter)?.sign
  return {
    compare: (models) =>
      models.map((one) => {
        const usual = rooms.get(one.room.id)
        const { capacity } = one.room
        return {
          ...one,
          usual,
          usualDifference: compareRoom(one.displayed, capacity, usual?.usual ?? null),
        }
      }),
    filter,
    matches: (one) => !isCompared || sign === undefined || signOf(one) === sign,
  }
}

/** Returns whether any room has enough days to be compared. */
function hasUsual(rooms: UsualRooms['rooms']): boolean {
  return [...rooms.values()].some(({ usual }) => usual !== null)
}

/** Describes what “usually” means now, or why rooms are not compared. */
function describe({ usual, hasHistory, error }: ReturnType<typeof useUsual>): ReactNode {
  if (error !== null) return text.loadFailed(describePollError(error))
  if (!hasHistory) return text.noHistory
  if (usual === null) return text.loading
  const open = usual.groups.filter(({ isOpenDay }) => isOpenDay)
  const [group] = open
  if (group === undefined && usual.groups.length > 0) return text.closedToday
  if (!hasUsual(usual.rooms)) return text.tooLittleHistory
  return (
    <>
      {group === undefined || open.length > 1 ? text.meaningInZones : describeMeaning(group)}
      <span className="max-md:hidden">{text.meaningPeriod}</span>
    </>
  )
}

function describeMeaning({ timeZone, from, to, weekday }: UsualRooms['groups'][number]): string {
  const zone = toTimeZone(timeZone)
  return text.meaning(weekday, text.hours(formatTime(from, zone), formatTime(to, zone)))
}

/** How many people are usually in a room at this time, on its card: in words, and as a bracket below the meter. */
export function UsualLine({
  room: { id, capacity },
  view,
  usual,
}: {
  room: LiveRoom
  view: DisplayedOccupancy
  usual: WeekdayUsual
}) {
  return (
    <div className="usual-line">
      {usual.usual !== null && view.kind !== 'none' && capacity !== null && capacity > 1 && (
        <UsualBracket label={describeState(view, capacity)} {...usual.usual} capacity={capacity} />
      )}
      <p id={`${id}usual`} className="truncate">
        <UsualLabel label={describeUsual(view, capacity, usual)} />
      </p>
    </div>
  )
}

/**
 * The middle half on the scale of the card's meter, which is in the row above. The invisible label takes the space of
 * the meter's label, so that both scales have the same width.
 */
function UsualBracket({
  label,
  lower,
  upper,
  capacity,
}: Usual & { label: string; capacity: number }) {
  /** Returns a distance as a percentage of the distance to the meter's marker; the meter ends at 125%. */
  const toPercent = (people: number) => `${Math.min(people / capacity, 1.25) * 100}%`
  return (
    <div aria-hidden="true" className="usual-scale">
      <div>
        <span style={{ left: toPercent(lower), right: `calc(100% - ${toPercent(upper)})` }} />
      </div>
      <span className="font-medium">{label}</span>
    </div>
  )
}
