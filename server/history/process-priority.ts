import type { ChildProcess } from 'node:child_process'
import { setPriority } from 'node:os'

/** Scheduling priority of the process: low, so that requests for live data come first. */
const niceness = 10

/**
 * Lowers the priority of a process that starts. Its threads inherit the priority: if the process did this itself, its
 * threads for files and DuckDB would already exist.
 */
export function lowerPriority({ pid }: Pick<ChildProcess, 'pid'>): void {
  if (pid === undefined) return
  try {
    setPriority(pid, niceness)
  } catch {
    // The process has ended, or the system does not allow it.
  }
}
