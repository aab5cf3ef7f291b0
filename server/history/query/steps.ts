import type { RoomHistory } from '#src/contract/history.ts'
import { minuteMs, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import type { MinuteColumns } from './minute-query.ts'

export type Steps = NonNullable<RoomHistory['steps']>

/** Values by minute; null if unknown. */
export type Values = Map<UnixMinute, number | null>

/**
 * Returns the value of the first minute, and each later value that differs from the one before, with their Unix
 * milliseconds.
 */
export function toSteps({ from, to }: MinuteRange, values: Values): Steps['people'] {
  const steps: Steps['people'] = []
  for (let minute = from; minute < to; minute += 1) {
    const value = values.get(minute) ?? null
    if (minute === from || value !== steps.at(-1)?.[1]) steps.push([minute * minuteMs, value])
  }
  return steps
}

export function toRoomSteps({
  from,
  people,
  upperBound,
}: MinuteColumns): Pick<Steps, 'people' | 'upperBound'> {
  const range = { from, to: from + people.length }
  const steps = (column: Int32Array) =>
    toSteps(
      range,
      new Map(Array.from(column, (value, index) => [from + index, value < 0 ? null : value])),
    )
  return { people: steps(people), upperBound: steps(upperBound) }
}
