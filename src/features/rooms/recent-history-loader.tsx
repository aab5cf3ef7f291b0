import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useMemo } from 'react'
import { usePolledChanges } from '#src/data/live-rooms/polled-changes.ts'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { deduplicateSensors } from '#src/domain/readings/readings.ts'
import type { ChangesByRoom, RecentHistory } from '#src/domain/readings/recent-history.ts'
import { minute } from '#src/domain/time/duration.ts'
import { roomsOfSensors } from '#src/domain/topology/sensor-directory.ts'
import { useServerClock } from '#src/lib/use-server-clock.ts'

/** The end of the half hour, in Unix milliseconds. */
export type HistoryEnd = {
  /** Time until which the last values are known: the end of the half hour while polls succeed. */
  endsAt: number
  /** The end of the current minute. */
  to: number
}

/** The last half hour of every room. */
export type RecentHistoryValue = HistoryEnd & {
  history: RecentHistory
  /** Changes from polls. A sensor that reports in several rooms counts towards each of them. */
  reported: ChangesByRoom
  /** The same changes, with each sensor counted towards one room only. */
  counted: ChangesByRoom
}

const noHistory: RecentHistory = { at: 0, rooms: {} }
const noRooms: ChangesByRoom = {}

/** Calls `onChange` with the last half hour of every room, whenever this data changes and once a minute. */
export function RecentHistoryLoader({
  onChange,
}: {
  onChange: (recent: RecentHistoryValue) => void
}) {
  const { data: history = noHistory } = useQuery(recentHistoryQuery())
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const polled = usePolledChanges()
  const to = useServerClock(endOfMinute)
  const reported = polled?.changes ?? noRooms
  const counted = useMemo(
    () => deduplicateSensors(reported, () => roomsOfSensors(directory)),
    [reported, directory],
  )
  // While polls succeed, the end moves only once a minute, so that a poll does not redraw every line.
  const endsAt = polled && polled.at < to - 2 * minute ? polled.at : to
  useLayoutEffect(() => {
    onChange({ history, reported, counted, endsAt, to })
  }, [onChange, history, reported, counted, endsAt, to])
  return null
}

const endOfMinute = (now: number) => (Math.floor(now / minute) + 1) * minute
