import { expect, test } from 'vitest'
import { runHistorySchedule } from '#src/testing/history/history-schedule.ts'

const schedules = Number(process.env['HEADROOM_SOAK_SCHEDULES'] ?? 100_000)

test(
  'simulated schedules of kills, faults and lease changes leave no gaps or duplicate minutes',
  { timeout: 24 * 3_600_000 },
  async () => {
    for (let seed = 1; seed <= schedules; seed += 1) {
      const problems = await runHistorySchedule(seed)
      expect({ seed, problems }).toEqual({ seed, problems: [] })
    }
  },
)
