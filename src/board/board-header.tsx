import { useId } from 'react'
import * as text from '#messages/board.ts'
import { second } from '#src/domain/time/duration.ts'
import { timeZoneAbbreviation, formatTime } from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardViewProps } from './room-tile-model.ts'
import { HeartbeatDial } from './heartbeat-dial.tsx'
import { formatLocalTime, formatLocalTimeParts } from '#src/format/localized-format.ts'

/** Board name, the building's time and the heartbeat dial. When data stops, the heading says so in the largest text. */
export function BoardHeader({
  board,
  topology,
  zone,
  at,
  now,
  notLiveSince,
}: Pick<BoardViewProps, 'board' | 'topology' | 'zone' | 'at' | 'now' | 'notLiveSince'>) {
  const id = useId()
  const stopped = notLiveSince !== null
  const place = timeZoneLabel(topology, zone, now) ?? singlePlaceName(topology, board.name)
  return (
    <header className="board-head" data-stopped={stopped ? '' : undefined}>
      {stopped ? (
        <h1 className="board-verdict" id={id}>
          {text.notLiveSince(formatLocalTime(board.locale, zone, notLiveSince))}
        </h1>
      ) : (
        <h1 className="board-place" id={id}>
          <span>{board.name}</span> {place !== null && <span className="board-muted">{place}</span>}
        </h1>
      )}
      <p className="board-time">
        <HeartbeatDial
          seconds={Math.floor((stopped ? (at ?? 0) : now) / second)}
          stopped={stopped}
        />
        <time className="board-clock">
          {formatLocalTimeParts(board.locale, zone, now).map(({ text: part, isPeriod }) =>
            isPeriod ? <small key={part}>{part}</small> : part,
          )}
        </time>
      </p>
    </header>
  )
}

/** Returns `Berlin time (CET)` when the clocks of the board's sites differ; null when they all show the same time. */
function timeZoneLabel({ sites }: Topology, zone: TimeZone, now: number): string | null {
  const times = new Set(sites.map((site) => formatTime(now, site.zone)))
  if (times.size < 2) return null
  const city = zone.name.split('/').at(-1)?.replaceAll('_', ' ') ?? zone.name
  const abbreviation = timeZoneAbbreviation(zone, now)
  return text.localTime(city, city === abbreviation ? null : abbreviation)
}

/** Returns the name of the only building or site; null when there are several, or when the board has the same name. */
function singlePlaceName({ buildings, sites }: Topology, name: string): string | null {
  const [only] = buildings.length === 1 ? buildings : sites.length === 1 ? sites : []
  return only === undefined || only.name === name ? null : only.name
}
