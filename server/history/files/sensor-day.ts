import type {
  MinuteRange,
  SensorMinutes,
  SensorSeries,
  UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { AheadRange } from './file-info.ts'
import { compareSeries, dropMinutes, noMinutes, replaceRange } from './merge-minutes.ts'
import { clip, subtract, unite } from './minute-ranges.ts'
import type { SensorDay } from './sensor-file.ts'

/** The readings of one window in one building. The window is within one day. */
export type FetchedMinutes = {
  minutes: SensorMinutes
  range: MinuteRange
  /** Minutes from this minute on are provisional. */
  provisionalFrom: UnixMinute
  resolution: 'minute' | 'hour'
  /** Minutes by which Butlr's time was ahead of the machine's clock. */
  lead: number
}

/** Smaller differences between the clocks are ignored: Butlr still corrects minutes of this age. */
export const toleratedLead = 10

/** Selects readings by room, and by the MAC address of the sensor, whichever room the reading names. */
export type PrivateReadings = { rooms: ReadonlySet<string>; sensors: ReadonlySet<string> }

/** Returns a day that contains nothing. */
export function emptyDay(building: string): SensorDay {
  return {
    info: {
      kind: 'sensor-minutes',
      building,
      collected: [],
      provisional: [],
      hourly: [],
      ahead: [],
      hasZeros: false,
      reported: [],
      deletedRooms: [],
      deletedSensors: [],
      deletedBefore: null,
      hash: '',
      startHash: '',
      endHash: '',
    },
    minutes: noMinutes,
  }
}

/** Returns a day in which the fetched minutes replace the minutes of their range. Deleted minutes stay deleted. */
export function mergeFetched(
  kept: SensorDay,
  { minutes, range, provisionalFrom, resolution, lead }: FetchedMinutes,
): SensorDay {
  const { deletedBefore } = kept.info
  const rooms = new Set(kept.info.deletedRooms)
  const sensors = new Set(kept.info.deletedSensors)
  const merged = dropMinutes(replaceRange(kept.minutes, minutes, range), ({ roomId, mac }) =>
    rooms.has(roomId) || sensors.has(mac) ? (deletedBefore ?? 0) : 0,
  )
  const provisional = clip([range], { from: provisionalFrom, to: range.to })
  return {
    minutes: merged,
    info: {
      ...kept.info,
      collected: [...unite(kept.info.collected, [range])],
      provisional: [...unite(subtract(kept.info.provisional, [range]), provisional)],
      hourly: [
        ...(resolution === 'hour'
          ? unite(kept.info.hourly, [range])
          : subtract(kept.info.hourly, [range])),
      ],
      ahead: addAhead(kept.info.ahead, { ...range, lead }),
      hasZeros: kept.info.hasZeros || minutes.last.includes(0),
      reported: uniteSeries(kept.info.reported, merged.series),
    },
  }
}

/** Returns a day without the selected readings before a minute. */
export function withoutReadings(
  kept: SensorDay,
  { rooms, sensors }: PrivateReadings,
  before: UnixMinute,
): SensorDay {
  const { info } = kept
  const minutes = dropMinutes(kept.minutes, ({ roomId, mac }) =>
    rooms.has(roomId) || sensors.has(mac) ? before : 0,
  )
  const deletedRooms = [...new Set([...info.deletedRooms, ...rooms])].toSorted()
  const deletedSensors = [...new Set([...info.deletedSensors, ...sensors])].toSorted()
  return { minutes, info: { ...info, deletedRooms, deletedSensors, deletedBefore: before } }
}

/** Adds a fetched range. Ranges with nearly the same lead are joined, so that a file has few of them. */
function addAhead(known: readonly AheadRange[], { from, to, lead }: AheadRange): AheadRange[] {
  const kept = known.flatMap((range) =>
    subtract([range], [{ from, to }]).map((part) => ({ ...range, ...part })),
  )
  if (lead < toleratedLead) return kept
  const isNear = (range: AheadRange) =>
    range.from <= to && range.to >= from && Math.abs(range.lead - lead) < toleratedLead / 2
  const near = kept.filter(isNear)
  const joined = {
    from: Math.min(from, ...near.map((range) => range.from)),
    to: Math.max(to, ...near.map((range) => range.to)),
    lead: near[0]?.lead ?? lead,
  }
  return [...kept.filter((range) => !isNear(range)), joined].toSorted((a, b) => a.from - b.from)
}

function uniteSeries(known: readonly SensorSeries[], other: readonly SensorSeries[]) {
  const series = new Map(
    [...known, ...other].map((one) => [JSON.stringify([one.roomId, one.mac]), one]),
  )
  return [...series.values()].toSorted(compareSeries)
}
