import type { MinuteRange } from '#src/domain/history/minutes.ts'
import { isOpenHour } from '#src/domain/history/opening-hours.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import { nightHours } from '#src/domain/insights/sensor-findings.ts'
import type { RoomGroup } from '#server/history/protocol.ts'
import { areZerosWithheld, type HistoryView } from './history-view.ts'
import type { PlacedSensor } from './sensor-placements.ts'

/** In every time zone, local hours begin on a quarter-hour of UTC. */
export const slotMinutes = 15

/** Which minutes of a range are collected. */
export type Collection = {
  /** For each minute of the range and its end, the number of collected minutes before it, by building. */
  collectedBefore: ReadonlyMap<string, Int32Array>
  areZerosWithheld: boolean
}

/**
 * Reads which minutes some files of sensor minutes contain. Unreadable files contain none.
 *
 * @param roomFiles the files of the room minutes of the same days
 */
export async function readCollection(
  view: HistoryView,
  { files, roomFiles }: { files: readonly string[]; roomFiles: readonly string[] },
  range: MinuteRange,
): Promise<Collection> {
  const infos = (await Promise.all(files.map(view.sensorInfo))).filter((info) => info !== null)
  const minutes = new Map<string, Uint8Array>()
  for (const { building, collected } of infos) {
    const own = minutes.get(building) ?? new Uint8Array(range.to - range.from)
    minutes.set(building, own)
    for (const { from, to } of collected) {
      own.fill(1, Math.max(0, from - range.from), Math.max(0, to - range.from))
    }
  }
  return {
    collectedBefore: new Map([...minutes].map(([building, own]) => [building, toSums(own)])),
    areZerosWithheld: await areZerosWithheld(view, roomFiles),
  }
}

function toSums(values: Uint8Array): Int32Array {
  const sums = new Int32Array(values.length + 1)
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value
  return sums
}

/**
 * Returns the hours of the range, by index, that are collected and in which a topology lists the sensor in the room.
 */
export function listExpectedHours(
  { building, periods }: PlacedSensor,
  { collectedBefore }: Collection,
  range: MinuteRange,
): number[] {
  const before = collectedBefore.get(building)
  if (!before) return []
  const hours = Math.floor((range.to - range.from) / 60)
  return Array.from({ length: hours }, (_, hour) => hour).filter((hour) => {
    const from = range.from + hour * 60
    const isCollected = (before[hour * 60 + 60] ?? 0) - (before[hour * 60] ?? 0) === 60
    return isCollected && isListedIn(periods, { from, to: from + 60 })
  })
}

function isListedIn(
  periods: readonly PlacedSensor['periods'][number][],
  hour: MinuteRange,
): boolean {
  let listed = 0
  for (const { from, to, isListed } of periods) {
    if (isListed) listed += Math.max(0, Math.min(to, hour.to) - Math.max(from, hour.from))
  }
  return listed === hour.to - hour.from
}

/**
 * Returns the collected night minutes while a sensor is in a room: where Butlr withholds zeros, the others count as 0.
 */
export function countNightMinutes(
  { building, periods }: PlacedSensor,
  { collectedBefore }: Collection,
  nightSlots: readonly number[],
  range: MinuteRange,
): number {
  const before = collectedBefore.get(building)
  if (!before) return 0
  const at = (minute: number) =>
    before[Math.min(Math.max(minute, range.from), range.to) - range.from] ?? 0
  let minutes = 0
  for (const slot of nightSlots) {
    const from = slot * slotMinutes
    for (const period of periods) {
      const start = Math.max(from, period.from)
      const end = Math.min(from + slotMinutes, period.to)
      if (start < end) minutes += at(end) - at(start)
    }
  }
  return minutes
}

/** Returns the quarters of an hour, counted from 1970, of the closed hours of the night. */
export function listNightSlots(
  { from, to }: MinuteRange,
  { timeZone, opening }: RoomGroup,
): number[] {
  return localHours(from, to, timeZone)
    .filter((hour) => hour.hour < nightHours && !isOpenHour(hour, opening))
    .flatMap((hour) =>
      Array.from(
        { length: (hour.to - hour.from) / slotMinutes },
        (_, index) => hour.from / slotMinutes + index,
      ),
    )
}
