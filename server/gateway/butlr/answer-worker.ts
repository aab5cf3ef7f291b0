import { parentPort } from 'node:worker_threads'
import { ButlrError } from './butlr-error.ts'
import { type AnswerTask, type JsonBytes, runTask, type TaskResult } from './answer-task.ts'

// Entry point of the threads of `createWorkerPool`: receives a task with its JSON, and returns a result or a failure.

export type WorkerRequest = { task: AnswerTask; texts: readonly JsonBytes[] }
export type WorkerReply =
  | { ok: true; result: TaskResult }
  /** `status` is the status of an error in the response body, such as 401 if GraphQL rejects the token. */
  | { ok: false; status: number | undefined }

parentPort?.on('message', (request: WorkerRequest) => {
  const reply = handleRequest(request)
  parentPort?.postMessage(reply, reply.ok ? transferable(reply.result) : [])
})

function handleRequest({ task, texts }: WorkerRequest): WorkerReply {
  try {
    return { ok: true, result: runTask(task, texts) }
  } catch (error) {
    return { ok: false, status: error instanceof ButlrError ? error.status : undefined }
  }
}

/** Returns the buffer of a result's JSON text, if it has one; the thread transfers it instead of copying it. */
function transferable(result: TaskResult): ArrayBuffer[] {
  switch (result.kind) {
    case 'report':
      return [result.json.buffer]
    case 'topology':
    case 'complete-topology':
      return result.document === null ? [] : [result.document.json.buffer]
    case 'board':
      return [result.board.json.buffer]
    case 'readings':
    case 'room-ids':
    case 'history-topology':
      return []
  }
}
