import { useId, type CSSProperties } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { computeBoardTypography, contentArea } from './typography/board-typography.ts'
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
  const verdict = stopped
    ? text.notLiveSince(formatLocalTime(board.locale, zone, notLiveSince))
    : null
  const clock = formatLocalTimeParts(board.locale, zone, now)
  return (
    <header className="board-head" data-stopped={stopped ? '' : undefined}>
      {verdict !== null ? (
        <h1 className="board-verdict" id={id} style={verdictSize(board, verdict, clock)}>
          {verdict}
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
          {clock.map(({ text: part, isPeriod }) =>
            isPeriod ? <small key={part}>{part}</small> : part,
          )}
        </time>
      </p>
    </header>
  )
}

/** Sizes and gaps of the header in percent of the screen's shorter side, as in board.css. */
const headerSizes = { clock: 10.6, period: 0.45, dial: 8.6, timeGap: 2.2, gap: 3 }

/**
 * Returns the largest font size at which the heading of a stopped board fits beside dial and clock on one line, as the
 * CSS variable `--verdict-fit`. Languages with `am` and `pm` need more space for both.
 */
function verdictSize(
  { layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>,
  verdict: string,
  clock: ReturnType<typeof formatLocalTimeParts>,
): CSSProperties & Record<`--${string}`, string> {
  const { name, least } = computeBoardTypography({ layout, screen })
  const { width } = contentArea(screen, name, least)
  const clockSize = Math.max(headerSizes.clock, least)
  const clockWidth = clock.reduce(
    (sum, { text: part, isPeriod }) =>
      sum + measureText(part, isPeriod ? clockSize * headerSizes.period : clockSize),
    0,
  )
  const available = width - clockWidth - headerSizes.dial - headerSizes.timeGap - headerSizes.gap
  return { '--verdict-fit': `${available / measureText(verdict, 1)}cqmin` }
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
