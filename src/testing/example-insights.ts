import type { RoomInsight } from '#src/contract/insights.ts'
import type { SensorInsight } from '#src/contract/sensor-insights.ts'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import { defaultRightSizeRule } from '#src/domain/insights/right-size.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { listRoomIds, type InsightsRoom } from '#src/features/insights/insights-rooms.ts'
import { createInsightsView } from '#src/features/insights/insights-view.ts'

/** Returns a room for 12 people in Berlin. */
export function makeInsightsRoom(changes: Partial<InsightsRoom> & { id: string }): InsightsRoom {
  return {
    name: changes.id,
    kind: 'Meeting room',
    capacity: 12,
    busyThreshold: null,
    floor: 'Floor 2',
    placeNames: { floor: 'Floor 2', building: 'Main building', site: 'Northgate' },
    places: ['floor', 'building', 'site'],
    tags: [],
    zone: toTimeZone('Europe/Berlin'),
    isJudged: true,
    ...changes,
  }
}

/** Returns the figures of a room that was open for 100 hours, all of them known, and used for 50 by 3 people. */
export function makeRoomInsight(changes: Partial<RoomInsight> & { room: string }): RoomInsight {
  return {
    timeZone: 'Europe/Berlin',
    openHours: 100,
    knownHours: 100,
    usedHours: 50,
    minutes: 14_400,
    knownMinutes: 14_400,
    completeMinutes: 14_400,
    openMinutes: 6_000,
    knownOpenMinutes: 6_000,
    completeOpenMinutes: 6_000,
    minutesInUse: 3_000,
    personMinutes: 9_000,
    peak: 3,
    minutesByPeople: [[3, 3_000]],
    ...changes,
  }
}

/** Returns the figures of a healthy sensor over seven days. */
export function makeSensorInsight(
  changes: Partial<SensorInsight> & Pick<SensorInsight, 'mac' | 'room'>,
): SensorInsight {
  return {
    hours: 168,
    silentHours: 0,
    days: 7,
    minutes: 10_080,
    minutesInUse: 1_500,
    highest: 5,
    nightMinutes: 2_100,
    nightMinutesAboveZero: 0,
    twin: null,
    ...changes,
  }
}

/** The day of `makeInsightsView`: Thursday, 26 November 2026, in Berlin. */
export const insightsDay = Date.parse('2026-11-26T00:00+01:00')

/** Returns the view of all rooms over the last seven days, compared with the seven days before. */
export function makeInsightsView(rooms: readonly InsightsRoom[], topology?: Topology) {
  return createInsightsView(
    rooms,
    listRoomIds(rooms),
    { range: { name: '7d' }, isCompared: true, place: null, kind: null, tags: [] },
    topology,
    { zone: toTimeZone('Europe/Berlin'), today: insightsDay, rule: defaultRightSizeRule },
  )
}
