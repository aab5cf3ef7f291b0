import type { UnixMinute } from '#src/domain/history/minutes.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import { daysOfKind } from '#server/history/files/history-index.ts'
import { dayKinds, type DayKind } from '#server/history/files/layout.ts'

/**
 * Checks the content of all day files once a day. Metadata alone does not show damage, and nothing else reads the files
 * of past days.
 */
export type FileChecks = {
  /** Checks the newest file that is due. Resolves with whether there was one. */
  checkNext: () => Promise<boolean>
  /** Checks all files again, but not within an hour of the start of the last checks. */
  restart: () => void
}

/** Pause between two checks: checking must not slow down queries. */
export const checkPauseMs = 1_000
const checkIntervalMs = 24 * 3_600_000
const restartIntervalMs = 3_600_000

/** @param onDamaged called with the day of a damaged file that was set aside */
export function createFileChecks(
  files: HistoryFiles,
  now: () => number,
  onDamaged: (day: UnixMinute) => void,
): FileChecks {
  let due: { kind: DayKind; building: string; day: UnixMinute }[] = []
  let startedAt = Number.NEGATIVE_INFINITY
  let isRestarted = false

  return {
    async checkNext() {
      const age = now() - startedAt
      // If the checks began later than now, the clock was wrong at the time.
      const interval = isRestarted ? restartIntervalMs : checkIntervalMs
      if (age >= interval || age < 0) {
        startedAt = now()
        isRestarted = false
        due = listDue(files)
      }
      const next = due.pop()
      if (next === undefined) return false
      if (!(await files.checkDay(next.kind, next.building, next.day))) onDamaged(next.day)
      return true
    },
    restart() {
      isRestarted = true
    },
  }
}

/** Returns the files of the index, in ascending order of day. */
function listDue({ index }: HistoryFiles) {
  return dayKinds
    .flatMap((kind) =>
      [...daysOfKind(index, kind)].flatMap(([building, days]) =>
        [...days.keys()].map((day) => ({ kind, building, day })),
      ),
    )
    .toSorted((one, other) => one.day - other.day)
}
