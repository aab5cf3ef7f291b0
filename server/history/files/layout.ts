import { createHash } from 'node:crypto'
import { escapeId } from '#src/contract/id-codec.ts'
import { minuteMs, minutesPerDay, type UnixMinute } from '#src/domain/history/minutes.ts'

/** Kinds of files with one file per building and UTC day. */
export const dayKinds = ['sensor-minutes', 'room-minutes', 'room-hours'] as const
export type DayKind = (typeof dayKinds)[number]

export const topologyFolder = 'topology'

/** Matches characters that some file systems reject or that shells interpret. */
const unsafeInFileName = /[^\w-]/gu
/** File systems limit names to 255 bytes; the rest is for the prefix and for suffixes. */
const maxNameLength = 150

/** Returns the folder of a building's files, relative to the history. */
export function buildingFolder(kind: DayKind, building: string): string {
  const name = escapeId(building, unsafeInFileName)
  if (name.length <= maxNameLength) return `${kind}/building=${name}`
  const hash = createHash('sha256').update(JSON.stringify(building)).digest('hex')
  return `${kind}/building=${name.slice(0, maxNameLength - 32)}~${hash.slice(0, 31)}`
}

/** Returns the path of a day's file, relative to the history. `day` is the first minute of the UTC day. */
export function dayFile(kind: DayKind, building: string, day: UnixMinute): string {
  return `${buildingFolder(kind, building)}/${isoMinute(day).slice(0, 10)}.parquet`
}

/** Returns the first minute of the day in a file name, or null if the name is not that of a day file. */
export function parseDayName(name: string): UnixMinute | null {
  const date = /^(\d{4}-\d\d-\d\d)\.parquet$/.exec(name)?.[1]
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(at) ? null : at / minuteMs
}

/** Returns the path of a topology snapshot, relative to the history. */
export function topologyFile(at: UnixMinute): string {
  return `${topologyFolder}/${isoMinute(at).replaceAll(/[-:]/g, '')}Z.parquet`
}

/** Returns the time of a topology snapshot in a file name; null if the name is not that of a snapshot. */
export function parseTopologyName(name: string): UnixMinute | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z\.parquet$/.exec(name)?.slice(1)
  if (parts === undefined) return null
  const [year, month, date, hour, minute] = parts
  const at = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:00Z`)
  return Number.isNaN(at) ? null : at / minuteMs
}

/** Returns the first minute of the UTC day that contains a minute. */
export function dayStart(minute: UnixMinute): UnixMinute {
  return Math.floor(minute / minutesPerDay) * minutesPerDay
}

function isoMinute(minute: UnixMinute): string {
  return new Date(minute * minuteMs).toISOString().slice(0, 16)
}
