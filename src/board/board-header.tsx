import { memo, useId, useMemo, type CSSProperties, type ReactNode } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { fitPlaces } from './typography/fit-board.ts'
import type { BoardFit } from './typography/board-fit.ts'
import { clockSize } from './typography/screen.ts'
import { toUnits } from './typography/units.ts'
import * as text from '#messages/board.ts'
import { displayPlace as displayPlaceLabel } from '#messages/find-room.ts'
import { displayPlace } from '#src/domain/find-room/room-distance.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { BoardLogo } from './board-logo.tsx'
import { clockZoneLabels } from './clock-zone.ts'
import type { BoardViewProps } from './room-tile-model.ts'
import './header.css'
import { HeartbeatDial } from './heartbeat-dial.tsx'
import { formatLocalTime, formatLocalTimeParts, timeLocale } from '#src/format/localized-format.ts'

/** Board name, the building's time and the heartbeat dial. On a stopped board, the heading has the largest text. */
export function BoardHeader({
  board,
  topology,
  zone,
  at,
  now,
  notLiveSince,
  logoUrl = null,
  showsBuilding = true,
  age = null,
  pageNumber = null,
  sensorStatus = null,
}: Pick<
  BoardViewProps,
  'board' | 'topology' | 'zone' | 'at' | 'now' | 'notLiveSince' | 'logoUrl'
> & {
  showsBuilding?: boolean
  /** Age of the data, for a board without a footer. */
  age?: ReactNode
  /** Page number beside the age; null if not shown. */
  pageNumber?: string | null
  /**
   * On a board without a footer, the label of an old sensor status, which replaces the board's name; null if the status
   * is not old.
   */
  sensorStatus?: string | null
}) {
  const id = useId()
  const stopped = notLiveSince !== null
  // UTC offsets change only on whole minutes.
  const minuteAt = Math.floor(now / minute) * minute
  const zoneLabels = useMemo(
    () => clockZoneLabels(topology, { locale: board.locale, zone, at: minuteAt }),
    [topology, board.locale, zone, minuteAt],
  )
  const clock = useMemo(
    () => formatLocalTimeParts(timeLocale(board), zone, minuteAt),
    [board, zone, minuteAt],
  )
  const place = zoneLabels[0] ?? placeLabel(topology, board)
  return (
    <header className="board-head" data-stopped={stopped ? '' : undefined}>
      {stopped ? (
        <StoppedHeading
          {...{ id, board, topology, zoneLabels, clock }}
          verdict={text.notLiveSince(formatLocalTime(timeLocale(board), zone, notLiveSince))}
        />
      ) : (
        <div className="board-lead">
          {logoUrl !== null && <BoardLogo key={logoUrl} url={logoUrl} minuteAt={minuteAt} />}
          <h1 className="board-place" id={id}>
            {sensorStatus === null ? (
              <span>{board.name}</span>
            ) : (
              <span className="board-unknown">{sensorStatus}</span>
            )}{' '}
            {place !== null && showsBuilding && <span className="board-muted">{place}</span>}
          </h1>
        </div>
      )}
      {!stopped && age}
      {!stopped && pageNumber !== null && <p className="board-muted">{pageNumber}</p>}
      <p className="board-time">
        <HeartbeatDial
          seconds={Math.floor((stopped ? (at ?? 0) : now) / second)}
          stopped={stopped}
        />
        <time className="board-clock">
          {clock.map(({ text: part, isPeriod }) =>
            isPeriod ? <small key={part}>{part}</small> : part,
          )}
        </time>
      </p>
    </header>
  )
}

type Clock = ReturnType<typeof formatLocalTimeParts>

type StoppedHeadingProps = {
  id: string
  board: BoardDraft
  topology: Topology
  verdict: string
  /** Labels of the time zone, from long to short; empty if no label is needed. */
  zoneLabels: readonly string[]
  clock: Clock
}

/** Heading of a stopped board. Renders when its text or the clock's text changes, not every second. */
const StoppedHeading = memo(function StoppedHeading({
  id,
  board,
  topology,
  verdict,
  zoneLabels,
  clock,
}: StoppedHeadingProps) {
  const fit = fitPlaces(board, topology)
  const { zoneLabel, size } = fitHeading(board, fit, { verdict, zoneLabels, clock })
  const style: CSSProperties = headingSizes(board, fit, size)
  return (
    <h1 className="board-verdict" id={id} style={style}>
      <span>{verdict}</span> {zoneLabel !== null && <span className="board-zone">{zoneLabel}</span>}
    </h1>
  )
})

/**
 * Lengths in the header in percent of the screen's shorter side, as in header.css; `period` is the font size of am or
 * pm, relative to the clock.
 */
const headerSizes = { period: 0.45, dial: 8.6, timeGap: 2.2, gap: 3 }
/** Size of the time zone's label and the gap before it, in em of the heading, as in header.css. */
const zoneSizes = { label: 0.45, gap: 0.4 }

/**
 * Returns the largest font size, in percent of the screen's shorter side, at which the heading of a stopped board fits
 * beside dial and clock, and the longest time zone label that leaves the heading readable (null if none does). Locales
 * with `am` and `pm` need more space for heading and clock. The label is on the same line or, in portrait, below the
 * heading.
 */
function fitHeading(
  { screen }: Pick<BoardDraft, 'screen'>,
  { least, area }: BoardFit,
  { verdict, zoneLabels, clock }: Pick<StoppedHeadingProps, 'verdict' | 'zoneLabels' | 'clock'>,
): { zoneLabel: string | null; size: number } {
  const clockHeight = Math.max(clockSize, least)
  const clockWidth = clock.reduce(
    (sum, { text: part, isPeriod }) =>
      sum + measureText(part, isPeriod ? clockHeight * headerSizes.period : clockHeight),
    0,
  )
  const available =
    area.width - clockWidth - headerSizes.dial - headerSizes.timeGap - headerSizes.gap
  const verdictWidth = measureText(verdict, 1)
  const fits = zoneLabels.map((zoneLabel) => ({ zoneLabel, size: sizeWith(zoneLabel) }))
  const last = fits.at(-1) ?? { zoneLabel: null, size: available / verdictWidth }
  return fits.find(({ size }) => size >= least) ?? last

  function sizeWith(zoneLabel: string): number {
    const labelWidth = measureText(zoneLabel, 1)
    if (screen.orientation === 'portrait') {
      return available / Math.max(verdictWidth, zoneSizes.label * labelWidth)
    }
    const size = available / (verdictWidth + zoneSizes.gap + zoneSizes.label * labelWidth)
    if (zoneSizes.label * size >= least) return size
    // The label has the smallest font size.
    return (available - least * labelWidth) / (verdictWidth + zoneSizes.gap)
  }
}

/** Maximum font size of the heading of a stopped board: in em of a name, and as a share of the screen's width. */
const maxHeading = { names: 2.5, width: 0.062, portraitWidth: 0.064 }

/**
 * Returns the font sizes of the heading of a stopped board and of its time zone, as CSS variables. In portrait, the
 * heading may have several lines.
 *
 * @param fit the largest size that fits on one line
 */
function headingSizes(
  { screen }: Pick<BoardDraft, 'screen'>,
  { name, least }: BoardFit,
  fit: number,
): Record<`--${string}`, string> {
  const [long = 16, short = 9] = screen.aspect.split(':').map(Number)
  const width = screen.orientation === 'portrait' ? 100 : (100 * long) / short
  const most = maxHeading.names * name
  const size = Math.max(Math.min(most, maxHeading.width * width, fit), least)
  const portrait = Math.max(Math.min(most, maxHeading.portraitWidth * 100), least)
  return {
    '--verdict': toUnits(size),
    '--zone': toUnits(Math.max(zoneSizes.label * size, least)),
    '--verdict-portrait': toUnits(portrait),
    '--zone-portrait': toUnits(Math.max(zoneSizes.label * portrait, least)),
  }
}

/**
 * Returns the building and floor of the display, if the board has them, or the name of the only building or site.
 * Returns null if there is none.
 */
function placeLabel(
  topology: Topology,
  { name, layout, location }: Pick<BoardDraft, 'name' | 'layout' | 'location'>,
): string | null {
  const place = layout === 'find-room' ? displayPlace(topology, location) : null
  return place === null
    ? singlePlaceName(topology, name)
    : displayPlaceLabel(place.building, place.floor)
}

/** Returns the name of the only building or site; null when there are several, or when the board has the same name. */
function singlePlaceName({ buildings, sites }: Topology, name: string): string | null {
  const [only] = buildings.length === 1 ? buildings : sites.length === 1 ? sites : []
  return only === undefined || only.name === name ? null : only.name
}
