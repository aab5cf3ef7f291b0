import type { MinuteRange, UnixMinute } from '#src/domain/history/minutes.ts'

/** A set of minutes, as ranges in ascending order that neither overlap nor touch. */
export type MinuteSet = readonly MinuteRange[]

export function unite(one: MinuteSet, other: MinuteSet): MinuteSet {
  const united: MinuteRange[] = []
  for (const range of [...one, ...other].toSorted((a, b) => a.from - b.from)) {
    if (range.from >= range.to) continue
    const last = united.at(-1)
    if (last === undefined || last.to < range.from) united.push({ ...range })
    else last.to = Math.max(last.to, range.to)
  }
  return united
}

export function subtract(set: MinuteSet, removed: MinuteSet): MinuteSet {
  let kept: MinuteRange[] = [...set]
  for (const { from, to } of removed) {
    kept = kept.flatMap((range) => [
      { from: range.from, to: Math.min(range.to, from) },
      { from: Math.max(range.from, to), to: range.to },
    ])
    kept = kept.filter((range) => range.from < range.to)
  }
  return kept
}

export function clip(set: MinuteSet, { from, to }: MinuteRange): MinuteSet {
  return set
    .map((range) => ({ from: Math.max(range.from, from), to: Math.min(range.to, to) }))
    .filter((range) => range.from < range.to)
}

export function covers(set: MinuteSet, range: MinuteRange): boolean {
  return range.from >= range.to || set.some(({ from, to }) => from <= range.from && to >= range.to)
}

/** Returns the end of the consecutive minutes that begin at `from`, or `from` if the set does not contain it. */
export function endOfRun(set: MinuteSet, from: UnixMinute): UnixMinute {
  return set.find((range) => range.from <= from && range.to > from)?.to ?? from
}
