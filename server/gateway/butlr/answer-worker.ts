import { parentPort } from 'node:worker_threads'
import { ButlrError } from './butlr-error.ts'
import { decodeText, runTask, type AnswerTask, type TaskResult } from './answer-task.ts'

// Entry point of the threads of `createWorkerPool`: receives a task and bytes, and sends back bytes or a failure.

export type WorkerRequest = { task: AnswerTask; bytes: Uint8Array<ArrayBuffer>[] }
export type WorkerReply =
  | ({ ok: true; json: Uint8Array<ArrayBuffer> } & Omit<TaskResult, 'json'>)
  /** `status` of an error in the response body, such as a rejected token in GraphQL. */
  | { ok: false; status: number | undefined }

parentPort?.on('message', ({ task, bytes }: WorkerRequest) => {
  const reply = handleRequest(task, bytes)
  parentPort?.postMessage(reply, reply.ok ? [reply.json.buffer] : [])
})

function handleRequest(task: AnswerTask, bytes: WorkerRequest['bytes']): WorkerReply {
  try {
    const { json, ...rest } = runTask(task, decodeText(bytes))
    return { ok: true, json: new TextEncoder().encode(json), ...rest }
  } catch (error) {
    return { ok: false, status: error instanceof ButlrError ? error.status : undefined }
  }
}
