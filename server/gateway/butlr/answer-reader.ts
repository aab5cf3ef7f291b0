import type { Read } from './butlr.ts'
import { joinText } from './answer-bytes.ts'
import { runTask, type AnswerTask, type TaskResult } from './answer-task.ts'
import type { WorkerPool } from './worker-pool.ts'

/** An answer as it goes on: text where it is small, bytes where a thread made it. */
export type ReadAnswer = Omit<TaskResult, 'json'> & { json: string | Uint8Array<ArrayBuffer> }

/** Makes the reader of a task, which `butlr` calls with the bytes of an answer. */
export type AnswerReader = (task: AnswerTask | (() => AnswerTask)) => Read<ReadAnswer>

/** Larger answers are parsed, checked and written again in another thread. */
const inlineBytes = 1024 * 1024

/**
 * Reads answers without holding up the process: small ones at once, large ones in a thread.
 *
 * @param pool null where there is no thread to be had, as in tests of the source: then all is done at once
 */
export function createAnswerReader(pool: WorkerPool | null): AnswerReader {
  return (given) =>
    async function read(bytes, signal) {
      const task = typeof given === 'function' ? given() : given
      const size = bytes.reduce((sum, { length }) => sum + length, 0)
      if (pool !== null && size > inlineBytes) return pool.run({ task, bytes }, signal)
      return runTask(task, joinText(bytes))
    }
}

/** The text of an answer. */
export function textOf({ json }: ReadAnswer): string {
  return typeof json === 'string' ? json : joinText([json])
}
