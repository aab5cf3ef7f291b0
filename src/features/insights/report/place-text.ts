import { nameOrId } from '#src/contract/butlr-values.ts'
import type { PlaceHours, RoomInsights } from '#src/contract/insights.ts'
import { resolveSelectedLocation } from '#src/domain/topology/selected-location.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { formatTimeZone } from '#src/format/dates.ts'
import { formatPercentage } from '#src/format/percentages.ts'
import { placeNames } from '#src/format/place-names.ts'
import * as rooms from '#messages/insight-rooms.ts'
import * as text from '#messages/report.ts'
import { describeOpening } from '#src/features/insights/basis.tsx'
import type { InsightsParams } from '#src/features/insights/insights-params.ts'
import type { InsightsView } from '#src/features/insights/insights-view.ts'

/**
 * Returns the name of a location with those of its building and site.
 *
 * @param placeId ID of a site, building or floor; null for all sites
 */
export function describePlace(topology: Topology | undefined, placeId: string | null): string {
  const names = placeNames(topology, placeId)
  const site = (topology && resolveSelectedLocation(topology, placeId)?.site?.name) ?? ''
  return names.some((name) => name.includes(site)) ? names.join(', ') : [...names, site].join(', ')
}

/** Returns the time zones of the rooms, the main one first. */
export function listZones({ zone, rooms: all, period }: InsightsView): string {
  const zones = [zone, ...new Set(all.map((room) => room.zone))]
  return [...new Set(zones.map((one) => formatTimeZone(one, period.from, period.to - 1)))].join(
    ', ',
  )
}

/** Returns an array with the filters as one sentence, or an empty array without filters. */
export function describeFilters(
  { kind, tags, verdict }: Pick<InsightsParams, 'kind' | 'tags' | 'verdict'>,
  topology: Topology | undefined,
): string[] {
  const tagNames = tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id))
  const names = [
    ...(kind === null ? [] : [kind]),
    ...tagNames,
    ...(verdict === null ? [] : [text.listedVerdict(rooms.verdicts[verdict])]),
  ]
  return names.length === 0 ? [] : [text.filters(names)]
}

/**
 * Returns sentences that explain how the figures are calculated.
 *
 * @param hours null until they are loaded
 * @param hasBefore whether there are figures of the earlier period
 * @param withheldRooms number of rooms for one or two people, which some figures leave out
 * @param hasHourly whether a part of the period has only hourly counts
 */
export function listRules(
  view: InsightsView,
  { usedFromMinutes }: RoomInsights,
  {
    hours,
    hasBefore,
    withheldRooms,
    hasHourly,
  }: { hours: PlaceHours | null; hasBefore: boolean; withheldRooms: number; hasHourly: boolean },
): string[] {
  const { rooms: all, zone, period, before, eightWeeks, rule } = view
  const sized = all.filter(({ capacity }) => capacity !== null).length
  return [
    ...(hours
      ? [
          text.openingHours(
            describeOpening(hours, formatTimeZone(zone, period.from, period.to - 1)),
          ),
        ]
      : []),
    text.usedRule(usedFromMinutes),
    text.equationRule(sized, all.length),
    text.peakRule(withheldRooms),
    ...(hasHourly ? [text.hourlyRule] : []),
    ...(before && hasBefore ? [text.comparedWith(before.dates)] : []),
    text.eightWeeks(eightWeeks.dates),
    rooms.rule(
      formatPercentage(rule.seatsShare),
      formatPercentage(rule.servedShare),
      formatPercentage(rule.overCapacityShare),
    ),
  ]
}
