import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type {
  MinuteRange,
  SensorMinutes,
  SensorSeries,
  UnixMinute,
} from '#src/domain/history/minutes.ts'
import { NewerFileError, UnreadableFileError } from './parquet-table.ts'

/** Maximum distance between a missing minute that counts as 0 and the readings before and after it, in minutes. */
export const zeroMarginMinutes = 12 * 60

/** `lead`: minutes by which Butlr's time was ahead of the machine's clock. */
export type AheadRange = MinuteRange & { lead: number }

const Minute = v.pipe(v.number(), v.integer())
const Range = v.pipe(
  v.tuple([Minute, Minute]),
  v.transform(([from, to]): MinuteRange => ({ from, to })),
)
const Ahead = v.pipe(
  v.tuple([Minute, Minute, v.number()]),
  v.transform(([from, to, lead]): AheadRange => ({ from, to, lead })),
)
const Series = v.pipe(
  v.array(v.tuple([v.string(), v.array(v.string())])),
  v.transform((rooms) =>
    rooms.flatMap(([roomId, macs]) => macs.map((mac): SensorSeries => ({ roomId, mac }))),
  ),
)

/** The metadata of a `sensor-minutes` file. Ranges are in order and do not overlap. */
const SensorDayInfo = v.object({
  kind: v.literal('sensor-minutes'),
  building: v.string(),
  /** Minutes that were requested from Butlr. A sensor without a row in such a minute has no reading in it. */
  collected: v.array(Range),
  /** The part of `collected` to fetch again, because Butlr could still correct it. */
  provisional: v.array(Range),
  /** The part of `collected` that has hourly windows: each row has the first minute of its hour. */
  hourly: v.array(Range),
  /**
   * The part of `collected` that was fetched while Butlr's time was ahead of the machine's clock, and by how many
   * minutes: Butlr's time may have been wrong, and these minutes not yet past.
   */
  ahead: v.optional(v.array(Ahead), []),
  /** Whether Butlr reported a count of 0. */
  hasZeros: v.boolean(),
  /** The series with a reading on this day, even if the reading was deleted. */
  reported: Series,
  /**
   * Rooms for one or two people whose minutes before `deletedBefore` were deleted. `deletedSensors` lists the sensors
   * in these rooms whose deleted readings named another room.
   */
  deletedRooms: v.array(v.string()),
  deletedSensors: v.optional(v.array(v.string()), []),
  deletedBefore: v.nullable(Minute),
  /** Hash of the rows: a file with a different hash is damaged, and days derived from different rows are outdated. */
  hash: v.string(),
  /**
   * Hashes of each series' first minute within the day's first 12 hours, and of its last minute within the last 12
   * hours.
   */
  startHash: v.string(),
  endHash: v.string(),
})
export type SensorDayInfo = v.InferOutput<typeof SensorDayInfo>

/** The metadata of a `room-minutes` or `room-hours` file. */
const RoomDayInfo = v.object({
  kind: v.picklist(['room-minutes', 'room-hours']),
  building: v.string(),
  /** The minutes on which the rows are based. */
  collected: v.array(Range),
  /** Fingerprint of all inputs from which the rows were derived. */
  inputs: v.string(),
  /** Whether the building's file of sensor minutes contained readings, now or earlier. */
  hasReadings: v.optional(v.boolean(), false),
  /** Whether Butlr leaves out counts of 0, according to the readings of all days. */
  zerosWithheld: v.optional(v.boolean(), false),
  /** Rows of small rooms before this minute never change again, because their sensor minutes may be deleted. */
  finalBefore: v.nullable(Minute),
})
export type RoomDayInfo = v.InferOutput<typeof RoomDayInfo>

const TopologyInfo = v.object({ kind: v.literal('topology'), at: Minute })
export type TopologyInfo = v.InferOutput<typeof TopologyInfo>

/** Increase this version when a change prevents earlier versions of Headroom from reading the files. */
const formatVersion = 1
const Versioned = v.pipe(v.string(), v.parseJson(), v.object({ version: v.number() }))

/**
 * Each function parses the JSON text in the metadata of one kind of file.
 *
 * @throws UnreadableFileError if the text does not describe a file of that kind
 * @throws NewerFileError if a later version of Headroom wrote it
 */
export const parseSensorDayInfo = (text: string): SensorDayInfo => parseInfo(SensorDayInfo, text)
export const parseRoomDayInfo = (text: string): RoomDayInfo => parseInfo(RoomDayInfo, text)
export const parseTopologyInfo = (text: string): TopologyInfo => parseInfo(TopologyInfo, text)

function parseInfo<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  text: string,
): v.InferOutput<TSchema> {
  const versioned = v.safeParse(Versioned, text)
  if (versioned.success && versioned.output.version > formatVersion) {
    throw new NewerFileError(`The file has format ${versioned.output.version}.`)
  }
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  if (parsed.success) return parsed.output
  throw new UnreadableFileError(`The metadata is not valid: ${v.summarize(parsed.issues)}`)
}

/** Returns the JSON text of a file's metadata, which one of the functions above parses. */
export function infoText(info: SensorDayInfo | RoomDayInfo | TopologyInfo): string {
  return JSON.stringify({ version: formatVersion, ...toJson(info) })
}

function toJson(info: SensorDayInfo | RoomDayInfo | TopologyInfo): object {
  const pairs = (ranges: readonly MinuteRange[]) => ranges.map(({ from, to }) => [from, to])
  switch (info.kind) {
    case 'sensor-minutes':
      return {
        ...info,
        collected: pairs(info.collected),
        provisional: pairs(info.provisional),
        hourly: pairs(info.hourly),
        ahead: info.ahead.map(({ from, to, lead }) => [from, to, lead]),
        reported: groupByRoom(info.reported),
      }
    case 'room-minutes':
    case 'room-hours':
      return { ...info, collected: pairs(info.collected) }
    case 'topology':
      return info
  }
}

function groupByRoom(series: readonly SensorSeries[]): [roomId: string, macs: string[]][] {
  const rooms = new Map<string, string[]>()
  for (const { roomId, mac } of series) {
    const macs = rooms.get(roomId)
    if (macs === undefined) rooms.set(roomId, [mac])
    else macs.push(mac)
  }
  return [...rooms]
}

/** Returns the hashes that `SensorDayInfo` describes, for the day that begins at `day`. */
export function hashMinutes(
  minutes: SensorMinutes,
  day: UnixMinute,
): Pick<SensorDayInfo, 'hash' | 'startHash' | 'endHash'> {
  const { series, seriesAt, minute, last, max } = minutes
  const first: (UnixMinute | null)[] = series.map(() => null)
  const final: (UnixMinute | null)[] = series.map(() => null)
  const end = day + 2 * zeroMarginMinutes
  for (const [row, at] of minute.entries()) {
    const index = seriesAt[row] ?? 0
    if (at < day + zeroMarginMinutes) first[index] ??= at
    if (at >= end - zeroMarginMinutes) final[index] = at
  }
  const names = JSON.stringify(series)
  return {
    hash: hashOf(names, seriesAt, minute, last, max),
    startHash: hashOf(names, JSON.stringify(first)),
    endHash: hashOf(names, JSON.stringify(final)),
  }
}

/** Returns the first 32 hexadecimal digits of the SHA-256 hash of strings and columns. */
export function hashOf(...parts: (string | Int32Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    hash.update(
      typeof part === 'string'
        ? part
        : new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
    )
    hash.update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}
