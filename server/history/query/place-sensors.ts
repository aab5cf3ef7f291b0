import type { SensorInsight, SensorInsights } from '#src/contract/sensor-insights.ts'
import { minuteMs, type MinuteRange } from '#src/domain/history/minutes.ts'
import type { PlaceQuery, RoomGroup } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'
import { withholdSmallRooms, type PrivacyRules } from './moments-input.ts'
import { listPlaceFiles } from './place-hours.ts'
import {
  noCounts,
  readActiveHours,
  readChanges,
  readCounts,
  type SensorsQuery,
} from './place-sensor-query.ts'
import {
  countNightMinutes,
  listExpectedHours,
  listNightSlots,
  readCollection,
} from './sensor-collection.ts'
import { placeRoomSensors, type PlacedSensor } from './sensor-placements.ts'

/** A sensor of a group, and where it was; `series` is null for a sensor that never counted anyone. */
type DescribedSensor = { sensor: SensorInsight; series: string | null; placed: PlacedSensor }
type DescribedGroup = { query: SensorsQuery; sensors: readonly DescribedSensor[] }

/** Describes the sensors of a place while they were in its rooms. docs/metrics.md defines the figures. */
export async function queryPlaceSensors(
  session: QuerySession,
  view: HistoryView,
  query: PlaceQuery,
  { keepsSmallRooms }: Pick<PrivacyRules, 'keepsSmallRooms'>,
): Promise<SensorInsights> {
  const { range } = query
  const { groups, withheldRooms } = withholdSmallRooms(query, view.snapshots, keepsSmallRooms)
  const described: DescribedGroup[] = []
  for (const group of groups) described.push(await describeGroup(session, view, group, range))
  const twins = listTwins(described.flatMap(({ sensors }) => sensors))
  const changes = await countChangesOfTwins(described, twins)
  const sensors = described.flatMap((group) =>
    group.sensors.map(({ sensor, series }) => {
      const twin = twins.get(series ?? '')?.find(({ mac }) => mac !== sensor.mac)
      return {
        ...sensor,
        twin: twin ? { mac: twin.mac, changes: changes.get(series ?? '') ?? 0 } : null,
      }
    }),
  )
  return { from: range.from * minuteMs, to: range.to * minuteMs, withheldRooms, sensors }
}

/** Returns the sensors of each series that at least two sensors share. */
function listTwins(sensors: readonly DescribedSensor[]): Map<string, SensorInsight[]> {
  const bySeries = new Map<string, SensorInsight[]>()
  for (const { sensor, series } of sensors) {
    if (series === null) continue
    const same = bySeries.get(series) ?? []
    bySeries.set(series, same)
    same.push(sensor)
  }
  return new Map([...bySeries].filter(([, same]) => same.some(({ mac }) => mac !== same[0]?.mac)))
}

/** Returns how often the count changes in each series that twins share. Sends at most one query per group. */
async function countChangesOfTwins(
  groups: readonly DescribedGroup[],
  twins: ReadonlyMap<string, unknown>,
): Promise<Map<string, number>> {
  const changes = new Map<string, number>()
  for (const { query, sensors } of groups) {
    const firsts = new Map<string, PlacedSensor>()
    for (const { series, placed } of sensors) {
      if (series === null || !twins.has(series)) continue
      if (!changes.has(series) && !firsts.has(series)) firsts.set(series, placed)
    }
    if (firsts.size === 0) continue
    const counted = await readChanges({ ...query, sensors: [...firsts.values()] })
    for (const [index, series] of [...firsts.keys()].entries()) {
      changes.set(series, counted.get(index) ?? 0)
    }
  }
  return changes
}

async function describeGroup(
  session: QuerySession,
  view: HistoryView,
  group: RoomGroup,
  range: MinuteRange,
): Promise<DescribedGroup> {
  const rooms = group.rooms.map(({ id }) => id)
  const sensors = placeRoomSensors(rooms, range, view.snapshots)
  const files = await listPlaceFiles(view, 'sensor-minutes', { groups: [group], range })
  const query = { session, files, sensors, range }
  if (sensors.length === 0) return { query, sensors: [] }
  const nightSlots = listNightSlots(range, group)
  const roomFiles = await listPlaceFiles(view, 'room-minutes', { groups: [group], range })
  const collection = await readCollection(view, { files, roomFiles }, range)
  const counts = await readCounts(query, nightSlots)
  const active = await readActiveHours(query)
  const described = sensors.map((sensor, index) => {
    const { series = null, ...own } = counts.get(index) ?? noCounts
    const hours = collection.areZerosWithheld ? [] : listExpectedHours(sensor, collection, range)
    const isActive = active.get(index)
    return {
      placed: sensor,
      series: own.highest === 0 ? null : series,
      sensor: {
        mac: sensor.mac,
        room: sensor.room,
        hours: hours.length,
        silentHours: hours.filter((hour) => isActive?.[hour] !== 1).length,
        ...own,
        ...(collection.areZerosWithheld && {
          nightMinutes: countNightMinutes(sensor, collection, nightSlots, range),
        }),
        twin: null,
      },
    }
  })
  return { query, sensors: described }
}
