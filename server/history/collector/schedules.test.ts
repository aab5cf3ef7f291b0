import { expect, test } from 'vitest'
import { runHistorySchedule } from '#src/testing/history/history-schedule.ts'

// `npm run soak` runs 100,000 schedules.
const schedules = 40

test(
  'kills, faults and lease changes leave no gap, no duplicate minute and no wrong value',
  { timeout: 600_000 },
  async () => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      const problems = await runHistorySchedule(seed)
      expect({ seed, problems }).toEqual({ seed, problems: [] })
    }
  },
)
