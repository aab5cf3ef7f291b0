import type { FigureSize } from '#src/domain/floor-plan/page-label-candidates.ts'
import { type PageLabelText, type PageLabel } from '#src/domain/floor-plan/page-label.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { type DisplayedOccupancy, displayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { describeSensors, roomCardLabel } from '#src/format/occupancy-labels.ts'
import { compareRoom, formatUsualRange, type UsualLabel } from '#src/format/usual-labels.ts'
import type { Usual, WeekdayUsual } from '#src/domain/history/usual.ts'
import * as text from '#messages/floor-plan.tsx'
import { clsx } from 'clsx'
import { EyeOff } from 'lucide-react'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { Age, PollAge } from '#src/components/time/timestamps.tsx'

/**
 * Returns the label of a room on the plan, a shorter form of its card.
 *
 * @param usual usual occupancy at this time; undefined if rooms are not compared
 */
export function planLabelText(
  { name, capacity, occupancy, isWithheld = false }: LiveRoom,
  view: DisplayedOccupancy,
  usual?: WeekdayUsual,
): PageLabelText {
  const limit = capacity === null ? '' : `/ ${formatNumber(capacity)}`
  if (isWithheld) return { name, figure: '–', capacity: '', note: text.notShown }
  if (view.kind === 'none') return { name, figure: '–', capacity: limit, note: text.noData }
  return {
    name,
    figure: `${formatNumber(view.people)}${view.atLeast ? '+' : ''}`,
    capacity: limit,
    note: formatNote(),
  }

  function formatNote(): string {
    // A placeholder as wide as the longest age, so that the live age that replaces it fits the layout.
    if (view.kind === 'stale') return text.widestLastUpdated
    const sensors = describeSensors(occupancy)
    if (sensors.missing) return sensors.words
    if (usual?.usual) return usualNote(view, capacity, usual.usual)
    return capacity === null ? text.noCapacity : ''
  }
}

const arrows: Partial<Record<UsualLabel['kind'], string>> = { busier: '↑', quieter: '↓' }

/**
 * Lays out the label of a room. If the note does not fit or does not compare the room with usual, the arrow of a busier
 * or quieter room follows the number, unless it would take the place of the name.
 */
export function layOutRoomLabel(
  labelText: PageLabelText,
  comparison: UsualLabel['kind'] | undefined,
  layOut: (labelText: PageLabelText) => PageLabel | null,
): { labelText: PageLabelText; layout: PageLabel | null } {
  const layout = layOut(labelText)
  const arrow = comparison && arrows[comparison]
  const showsArrow = layout?.noteY !== null && arrow !== undefined && labelText.note.includes(arrow)
  if (arrow === undefined || layout === null || showsArrow) return { labelText, layout }
  const withArrow = { ...labelText, figure: `${labelText.figure}${arrow}` }
  const compared = layOut(withArrow)
  const keepsName = compared !== null && (compared.name !== null || layout.name === null)
  return keepsName ? { labelText: withArrow, layout: compared } : { labelText, layout }
}

function usualNote(view: DisplayedOccupancy, capacity: number | null, usual: Usual): string {
  const range = formatUsualRange(usual, capacity)
  const difference = compareRoom(view, capacity, usual) ?? 0
  if (difference === 0) return text.usually(range)
  return difference > 0 ? text.busier(range) : text.quieter(range)
}

/** Returns the accessible name of a room on the plan, which is that of its card. */
export function planRoomLabel(room: LiveRoom, view: DisplayedOccupancy): string {
  return room.isWithheld === true ? text.withheldRoom(room.name) : roomCardLabel(room, view)
}

const figureSizeClasses: Record<FigureSize, string> = {
  39: 'text-39',
  27: 'text-27',
  22: 'text-22',
  15: 'text-15',
}

/** Size in pixels of the icon of a withheld room, in place of the number. */
const withheldIconSize = 16

export function FloorPlanLabel({
  view,
  isWithheld,
  label,
  layout,
}: {
  view: DisplayedOccupancy
  isWithheld: boolean
  label: PageLabelText
  layout: PageLabel
}) {
  const { name } = layout
  const state = displayedState(view)
  const isNeutral = state === 'free' || view.kind === 'none'
  return (
    <>
      {name !== null && (
        <text x={layout.x} y={name.y} className="fill-current font-medium">
          {name.lines.map((line, index) => (
            <tspan key={`${index} ${line}`} x={layout.x} dy={index * name.lineHeight}>
              {line}
            </tspan>
          ))}
        </text>
      )}
      {isWithheld ? (
        <EyeOff
          x={layout.x}
          y={layout.figureY - withheldIconSize}
          width={withheldIconSize}
          height={withheldIconSize}
          strokeWidth={1.5}
          aria-hidden="true"
        />
      ) : (
        <text
          x={layout.x}
          y={layout.figureY}
          className={clsx(
            figureSizeClasses[layout.size],
            isNeutral ? 'fill-ink-faint font-medium' : 'fill-current font-semibold',
          )}
        >
          {label.figure}
          {layout.capacity && (
            <tspan dx="0.33em" className="fill-current text-15 font-normal">
              {label.capacity}
            </tspan>
          )}
        </text>
      )}
      {layout.noteY !== null && (
        <text x={layout.x} y={layout.noteY} className="fill-current">
          {view.kind === 'stale'
            ? text.lastUpdated(view.seenAt === null ? <PollAge /> : <Age at={view.seenAt} />)
            : label.note}
        </text>
      )}
      {layout.icon && !isWithheld && (
        <StatusIcon
          shape={stateStyles[state].shape}
          x={layout.icon.x}
          y={layout.icon.y}
          width={14}
          height={14}
          className="size-3.5"
        />
      )}
    </>
  )
}
