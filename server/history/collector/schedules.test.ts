import { expect, test } from 'vitest'
import { runHistorySchedule } from '#src/testing/history/history-schedule.ts'

// `npm run soak` runs 100,000 schedules.
const schedules = 40
/** In this schedule, minutes that were provisional before a fault wait for the next request at the end. */
const seedWithLateRequest = 99_257

test(
  'kills, faults and lease changes leave no gap, no duplicate minute and no wrong value',
  { timeout: 600_000 },
  async () => {
    const seeds = Array.from({ length: schedules }, (_, index) => index + 1)
    for (const seed of [...seeds, seedWithLateRequest]) {
      const problems = await runHistorySchedule(seed)
      expect({ seed, problems }).toEqual({ seed, problems: [] })
    }
  },
)
