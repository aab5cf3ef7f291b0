import { minute } from '#src/domain/time/duration.ts'
import { useQuery } from '@tanstack/react-query'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { Since, Age } from '#src/components/time/timestamps.tsx'
import { zoneInWords } from '#src/format/dates.ts'
import { formatTime, type Zone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { AnswerSection, factList } from './panel-sections.tsx'

/** What the current readings span, milliseconds (currentOccupancy asks for it as a relative time). */
export const windowMs = 2 * minute

const freshnessWords: Record<Freshness, string> = {
  live: 'Live',
  late: 'Late',
  stale: 'Stale: no longer true',
  'no-data': 'Too old to be shown',
}

/**
 * What was asked, whom, and when: the same for every figure, since there is one poll.
 *
 * @param at when it was answered, Unix milliseconds
 * @param several the places lie in several zones, so that times are in none of theirs
 */
export function Asked({
  at,
  zone,
  several = false,
}: {
  at: number
  zone: Zone
  several?: boolean
}) {
  const freshness = useFreshness()
  const { data: directory } = useQuery(sensorDirectoryQuery())
  return (
    <AnswerSection title="Where it comes from">
      <dl className={factList}>
        <dt>Readings</dt>
        <dd>Butlr’s reporting API, presence by room and sensor</dd>
        <dt>Window</dt>
        <dd>
          {formatTime(at - windowMs, zone)} to {formatTime(at, zone)}
          <br />
          {several ? 'UTC, as its sites are in several zones' : zoneInWords(zone, at)}
        </dd>
        <dt>Answered</dt>
        <dd>
          <Age at={at} />
        </dd>
        <dt>Freshness</dt>
        <dd>{freshnessWords[freshness]}</dd>
        <dt>Sensors’ health</dt>
        <dd>
          {directory ? (
            <>
              Butlr’s topology, <Since at={directory.at} zone={zone} />
            </>
          ) : (
            'not known'
          )}
        </dd>
      </dl>
    </AnswerSection>
  )
}
