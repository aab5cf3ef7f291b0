/** The colours of a place’s cells: five steps of people, of equal width. */
export type WeekScale = {
  /** Upper limits of the first four steps, in people. */
  limits: readonly number[]
  /** Returns the step of a number of people, from 1 to 5; 0 below half a person, which is shown as 0. */
  stepAt: (people: number) => number
}

/**
 * Returns five steps of a round width, so that the busiest cell falls into the fifth, or into a lower one if there are
 * fewer than five people.
 */
export function createWeekScale(busiest: number): WeekScale {
  const width = Math.max(1, ...candidates(busiest).filter((step) => 4 * step < busiest))
  const limits = [1, 2, 3, 4].map((step) => step * width)
  return {
    limits,
    stepAt(people) {
      if (Math.round(people) === 0) return 0
      const index = limits.findIndex((limit) => Math.round(people) <= limit)
      return index < 0 ? 5 : index + 1
    },
  }
}

function candidates(busiest: number): number[] {
  const magnitudes = Math.max(0, Math.ceil(Math.log10(Math.max(1, busiest))))
  return Array.from({ length: magnitudes + 1 }, (_, power) => 10 ** power).flatMap((factor) =>
    [1, 2, 3, 4, 5, 6, 8].map((digit) => digit * factor),
  )
}
