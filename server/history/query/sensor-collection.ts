import type { MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryView } from './history-view.ts'

/** Which minutes of a range are collected. */
export type Collection = {
  /** For each minute of the range and its end, the number of collected minutes before it, by building. */
  collectedBefore: ReadonlyMap<string, Int32Array>
  areZerosWithheld: boolean
}

/** Reads which minutes some files of sensor minutes contain. Unreadable files contain none. */
export async function readCollection(
  view: HistoryView,
  files: readonly string[],
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
    areZerosWithheld: !infos.some(({ hasZeros }) => hasZeros),
  }
}

function toSums(values: Uint8Array): Int32Array {
  const sums = new Int32Array(values.length + 1)
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value
  return sums
}
