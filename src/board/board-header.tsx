import { memo, useId, useMemo, type CSSProperties, type ReactNode, useState } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import { fitPlaces } from './typography/fit-board.ts'
import { fitHeading, fitPlaceLabel, headingSizes, type StoppedText } from './header-fit.ts'
import * as text from '#messages/board.ts'
import { displayPlace as displayPlaceLabel } from '#messages/find-room.ts'
import { displayPlace } from '#src/domain/find-room/room-distance.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { clockZoneLabels } from './clock-zone.ts'
import type { BoardViewProps } from './room-tile-model.ts'
import './header.css'
import { HeartbeatDial } from './heartbeat-dial.tsx'
import {
  formatLocalDate,
  formatLocalTime,
  formatLocalTimeParts,
  timeLocale,
} from '#src/format/localized-format.ts'
import './board-logo.css'

/**
 * The board's name, the building's time and the heartbeat dial. On a stopped board and in the replay, the heading is the largest text and the dial does not move.
 */
export function BoardHeader({
  board,
  topology,
  zone,
  at,
  now,
  notLiveSince,
  logoUrl = null,
  isReplay = false,
  showsBuilding = true,
  age = null,
  pageNumber = null,
  sensorStatus = null,
}: Pick<
  BoardViewProps,
  'board' | 'topology' | 'zone' | 'at' | 'now' | 'notLiveSince' | 'logoUrl' | 'isReplay'
> & {
  showsBuilding?: boolean
  /** The age of the data; only on a board without a footer. */
  age?: ReactNode
  /** The page number to show beside the age, or null to show none. */
  pageNumber?: string | null
  /**
   * On a board without a footer, the label of an old sensor status, which replaces the board's name. Null if the status
   * is current.
   */
  sensorStatus?: string | null
}) {
  const id = useId()
  const stopped = notLiveSince !== null || isReplay
  // UTC offsets change only on whole minutes, so one value per minute is sufficient.
  const minuteAt = Math.floor(now / minute) * minute
  const zoneLabels = useMemo(
    () => clockZoneLabels(topology, { locale: board.locale, zone, at: minuteAt }),
    [topology, board.locale, zone, minuteAt],
  )
  const clock = useMemo(
    () => formatLocalTimeParts(timeLocale(board), zone, minuteAt),
    [board, zone, minuteAt],
  )
  const hasLogo = logoUrl !== null
  const place = useMemo(() => {
    const labels = zoneLabels.length > 0 ? zoneLabels : placeLabels(topology, board)
    const fitting = fitPlaceLabel(board, fitPlaces(board, topology), { labels, clock, hasLogo })
    // A clock without its time zone would be wrong for some of the rooms, so the shortest label stays even if it does
    // not fit.
    return fitting ?? zoneLabels.at(-1) ?? null
  }, [board, topology, zoneLabels, clock, hasLogo])
  return (
    <header className="board-head" data-stopped={stopped ? '' : undefined}>
      {stopped ? (
        <StoppedHeading
          {...{ id, board, topology, zoneLabels, clock, isReplay }}
          time={
            isReplay
              ? formatLocalDate(board.locale, zone, now)
              : formatLocalTime(timeLocale(board), zone, notLiveSince ?? now)
          }
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

type StoppedHeadingProps = Omit<StoppedText, 'verdict'> & {
  id: string
  board: BoardDraft
  topology: Topology
  isReplay: boolean
}

/** The heading of a stopped board. Memoised, so that it renders once a minute and not every second. */
const StoppedHeading = memo(function StoppedHeading({
  id,
  board,
  topology,
  time,
  zoneLabels,
  clock,
  isReplay,
}: StoppedHeadingProps) {
  const verdict = isReplay ? text.replayOf(time) : text.notLiveSince(time)
  const fit = fitPlaces(board, topology)
  const { zoneLabel, size } = fitHeading(board, fit, { verdict, time, zoneLabels, clock })
  const style: CSSProperties = headingSizes(board, fit, size)
  return (
    <h1 className="board-verdict" id={id} style={style}>
      <span>{verdict}</span> {zoneLabel !== null && <span className="board-zone">{zoneLabel}</span>}
    </h1>
  )
})

/**
 * Returns place labels from long to short, or an empty list if there is no place. A board of free rooms uses the
 * display's location; otherwise, the place is the only building or site.
 */
function placeLabels(
  topology: Topology,
  { name, layout, location }: Pick<BoardDraft, 'name' | 'layout' | 'location'>,
): string[] {
  const place = layout === 'find-room' ? displayPlace(topology, location) : null
  if (place !== null) return [displayPlaceLabel(place.building, place.floor), place.floor]
  const only = singlePlaceName(topology, name)
  return only === null ? [] : [only]
}

/** Returns the name of the only building or site. Null if there are several, or if the board has the same name. */
function singlePlaceName({ buildings, sites }: Topology, name: string): string | null {
  const [only] = buildings.length === 1 ? buildings : sites.length === 1 ? sites : []
  return only === undefined || only.name === name ? null : only.name
}

/**
 * The logo in a board's header. An image that fails to load is hidden, and loaded again in the next minute.
 *
 * @param minuteAt start of the current minute in Unix milliseconds
 */
function BoardLogo({ url, minuteAt }: { url: string; minuteAt: number }) {
  const [failedAt, setFailedAt] = useState<number | null>(null)
  if (failedAt === minuteAt) return null
  return (
    <img
      className="board-logo"
      src={url}
      alt=""
      onLoad={() => setFailedAt(null)}
      onError={() => setFailedAt(minuteAt)}
    />
  )
}
