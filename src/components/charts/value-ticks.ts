/** Marks of the value axis, from 0 upwards; the last one is the top of the plot. */
export type ValueTicks = { ticks: readonly number[]; top: number }

/**
 * Round marks (1, 2 or 5 times a power of ten apart), the fewest that reach `highest`, at most about `most`.
 *
 * @param highest the largest value to show, in people; less than 0 counts as 0
 * @param most how many marks have room beside 0
 * @param whole counts have whole marks only
 */
export function valueTicks(highest: number, most: number, whole: boolean): ValueTicks {
  const target = Math.max(highest, whole ? 1 : 0.1)
  const step = roundUp(target / most, whole)
  const count = Math.ceil(target / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, index) =>
    Number((index * step).toPrecision(12)),
  )
  return { ticks, top: ticks.at(-1) ?? target }
}

function roundUp(size: number, whole: boolean): number {
  const power = 10 ** Math.floor(Math.log10(size))
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= size - 1e-9)
  return whole ? Math.max(1, step ?? size) : (step ?? size)
}
