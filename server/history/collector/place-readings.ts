import type {
  SensorMinutes,
  SensorSeries,
  TopologySnapshot,
  UnixMinute,
} from '#src/domain/history/minutes.ts'
import { minutesPerDay, unlistedBuilding } from '#src/domain/history/minutes.ts'
import { buildingOnDay, roomsBySensor, snapshotPeriods } from '#src/domain/history/snapshots.ts'
import { seriesRanges, sortMinutes, type MinuteRow } from '#server/history/files/merge-minutes.ts'

/**
 * Divides the readings of one UTC day among the files of the buildings. A reading belongs to the building of the room
 * that lists the sensor in the topology of that minute, or else to the building of the room in the reading. If a sensor
 * has several readings in the same minute, keeps the reading that names the listed room, or else the reading with the
 * first room ID.
 *
 * @param day first minute of the day
 * @param snapshots in ascending order of time
 */
export function divideByBuilding(
  minutes: SensorMinutes,
  day: UnixMinute,
  snapshots: readonly TopologySnapshot[],
): Map<string, SensorMinutes> {
  const periods = snapshotPeriods(snapshots, { from: day, to: day + minutesPerDay })
  const buildings = new Map<string, string>()
  const buildingOf = (roomId: string) => {
    const building = buildings.get(roomId) ?? buildingOnDay(snapshots, roomId, day)
    buildings.set(roomId, building)
    return building
  }
  const readings = new Map<string, Map<UnixMinute, Reading>>()
  for (const { series, from, to } of seriesRanges(minutes)) {
    const byMinute = readings.get(series.mac) ?? new Map<UnixMinute, Reading>()
    readings.set(series.mac, byMinute)
    for (let row = from; row < to; row += 1) {
      const minute = minutes.minute[row] ?? 0
      const period = periods.find((one) => minute < one.to)
      const room = (period?.snapshot && roomsBySensor(period.snapshot).get(series.mac)) ?? null
      // Series are in order of room ID, so the first reading stays.
      if (byMinute.has(minute) && series.roomId !== room) continue
      byMinute.set(minute, {
        series,
        building: buildingOf(room ?? series.roomId),
        row: { minute, last: minutes.last[row] ?? 0, max: minutes.max[row] ?? -1 },
      })
    }
  }
  const divided = new Map<string, Map<SensorSeries, MinuteRow[]>>()
  for (const { series, building, row } of [...readings.values()].flatMap((one) => [
    ...one.values(),
  ])) {
    const rows = divided.get(building) ?? new Map<SensorSeries, MinuteRow[]>()
    divided.set(building, rows)
    const list = rows.get(series)
    if (list === undefined) rows.set(series, [row])
    else list.push(row)
  }
  return new Map([...divided].map(([building, rows]) => [building, sortMinutes(rows)]))
}

type Reading = { series: SensorSeries; building: string; row: MinuteRow }

/**
 * Returns the buildings that have a file on a UTC day: those that the topology of the day lists, and
 * `unlistedBuilding`, which comes first. A day before the first snapshot has the buildings of the first snapshot.
 */
export function buildingsOnDay(snapshots: readonly TopologySnapshot[], day: UnixMinute): string[] {
  const listed = snapshotPeriods(snapshots, { from: day, to: day + minutesPerDay })
    .flatMap(({ snapshot }) => (snapshot ?? snapshots[0])?.buildings ?? [])
    .map(({ id }) => id)
  return [...new Set([unlistedBuilding, ...listed])]
}
