import { unescapeId } from '#src/contract/id-codec.ts'
import type { SensorMinutes, SensorSeries, UnixMinute } from '#src/domain/history/minutes.ts'
import { hashMinutes, infoText, parseSensorDayInfo, type SensorDayInfo } from './file-info.ts'
import { readInfo, readTable, storedId, textOf, UnreadableFileError } from './parquet-table.ts'
import { nullForUnknown, textByRow, writeTable } from './write-table.ts'

export type SensorDay = { info: SensorDayInfo; minutes: SensorMinutes }

/** Resolves with a file of `sensor-minutes`, and its metadata including the hashes of the rows. */
export async function encodeSensorDay(
  minutes: SensorMinutes,
  info: Omit<SensorDayInfo, 'kind' | 'hash' | 'startHash' | 'endHash'>,
  day: UnixMinute,
): Promise<{ bytes: Uint8Array; info: SensorDayInfo }> {
  const whole = { ...info, kind: 'sensor-minutes' as const, ...hashMinutes(minutes, day) }
  return { bytes: await encodeSensorMinutes(minutes, whole), info: whole }
}

/** Resolves with a file of `sensor-minutes`. `info` contains the hashes of the rows. */
export function encodeSensorMinutes(
  minutes: SensorMinutes,
  info: SensorDayInfo,
): Promise<Uint8Array> {
  const { series, seriesAt, minute, last, max } = minutes
  const rooms = series.map(({ roomId }) => storedId(roomId))
  const macs = series.map(({ mac }) => storedId(mac))
  return writeTable(
    [
      { name: 'minute', kind: 'instant', values: minute },
      { name: 'room_id', kind: 'text', isKey: true, values: textByRow(rooms, seriesAt) },
      { name: 'sensor', kind: 'text', values: textByRow(macs, seriesAt) },
      { name: 'last', kind: 'count', values: last },
      { name: 'max', kind: 'count', isNullable: true, values: nullForUnknown(max) },
    ],
    infoText(info),
  )
}

/**
 * Reads a file of `sensor-minutes`.
 *
 * @throws UnreadableFileError also if the rows do not match the hash in the metadata
 */
export async function decodeSensorDay(bytes: Uint8Array, day: UnixMinute): Promise<SensorDay> {
  const info = parseSensorDayInfo(readInfo(bytes))
  const table = await readTable(bytes)
  const rooms = table.values('room_id')
  const macs = table.values('sensor')
  const series: SensorSeries[] = []
  const seriesAt = new Int32Array(rooms.length)
  for (let row = 0; row < rooms.length; row += 1) {
    if (row === 0 || rooms[row] !== rooms[row - 1] || macs[row] !== macs[row - 1]) {
      series.push({ roomId: unescapeId(textOf(rooms[row])), mac: unescapeId(textOf(macs[row])) })
    }
    seriesAt[row] = series.length - 1
  }
  const minutes = {
    series,
    seriesAt,
    minute: table.numbers('minute'),
    last: table.numbers('last'),
    max: table.numbers('max'),
  }
  if (hashMinutes(minutes, day).hash === info.hash) return { info, minutes }
  throw new UnreadableFileError('The rows do not match the hash in the metadata.')
}

/** Reads the metadata of a file of `sensor-minutes` from its end. Throws `UnreadableFileError`. */
export function readSensorDayInfo(end: Uint8Array): SensorDayInfo {
  return parseSensorDayInfo(readInfo(end))
}
