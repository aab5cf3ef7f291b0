import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { overridesQuery, useTopology } from '#src/data/topology/queries.ts'
import { defaultOpening, type Opening } from '#src/domain/history/opening-hours.ts'
import { siteOpening } from '#src/domain/settings/site-opening.ts'
import { findFloorLocation, locateFloors } from '#src/domain/topology/topology.ts'
import { weekdayOfDate, type LocalDate } from '#src/domain/time/local-date.ts'

/** Returns when a room is open, by the settings of its site. */
export function useRoomOpening(floorId: string | null): Opening {
  const { topology } = useTopology()
  const sites = useQuery(overridesQuery()).data?.overrides?.sites
  return useMemo(() => {
    const { siteId } = findFloorLocation(locateFloors(topology), floorId)
    return siteId === null ? defaultOpening : siteOpening(sites?.[siteId])
  }, [topology, sites, floorId])
}

/** Returns the opening intervals of a date, in order; none if it is a closed day. */
export function intervalsOfDay({ hours, closedDays }: Opening, date: LocalDate) {
  return closedDays.includes(date) ? [] : (hours[weekdayOfDate(date)] ?? [])
}

/** Returns whether a date has opening hours. */
export function isOpenDay(opening: Opening, date: LocalDate): boolean {
  return intervalsOfDay(opening, date).length > 0
}

/** Returns whether an hour of a weekday (0 is Monday) is within opening hours. */
export function isOpenHour({ hours }: Opening, weekday: number, hour: number): boolean {
  return (hours[weekday] ?? []).some(({ from, to }) => hour >= from && hour < to)
}

/** Returns the hours of the day between which the room opens and closes on any weekday. */
export function openingSpan({ hours }: Opening): { from: number; to: number } {
  const intervals = hours.flat()
  return {
    from: Math.min(...intervals.map(({ from }) => from)),
    to: Math.max(...intervals.map(({ to }) => to)),
  }
}
