import { Worker } from 'node:worker_threads'
import { ButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { WorkerReply, WorkerRequest } from './answer-worker.ts'
import type { AnswerDecoder } from './butlr-client.ts'
import { decodeText, runTask, type AnswerTask, type TaskResult } from './answer-task.ts'

type WorkerResult = { json: Uint8Array<ArrayBuffer>; complete: boolean }

/** Threads that process large responses. */
type WorkerPool = {
  /**
   * Runs a task on bytes, which it transfers to a thread. Rejects with `ButlrError` (reason `unreadable` if the task
   * fails, or takes too long or too much memory), with `busy` if too many jobs are waiting, or with the signal's
   * reason.
   */
  run: (request: WorkerRequest, signal: AbortSignal) => Promise<WorkerResult>
  close: () => Promise<void>
}

type Job = {
  request: WorkerRequest
  settle: (outcome: WorkerResult | Error) => void
}
type WorkerSlot = {
  worker: Worker | null
  job: Job | null
  timer: ReturnType<typeof setTimeout> | null
}

type PoolOptions = {
  /** The built `answer-worker.ts`. */
  file: URL
  threads?: number
  /** Maximum number of jobs waiting for a thread. */
  maxWaiting?: number
  /** Timeout of one job, in milliseconds. */
  deadlineMs?: number
  /** Limit of the heap (old generation) of a thread, in megabytes. */
  memoryMb?: number
}

/** An idle thread exits after this many milliseconds and frees its memory. */
const idleMs = 30_000

/** Creates a pool that starts threads when they are first needed. The threads do not keep the process alive. */
export function createWorkerPool(options: PoolOptions): WorkerPool {
  const { file, threads = 2, maxWaiting = 16, deadlineMs = 10_000, memoryMb = 768 } = options
  const slots: WorkerSlot[] = Array.from({ length: threads }, () => ({
    worker: null,
    job: null,
    timer: null,
  }))
  const waiting: Job[] = []

  function next(): void {
    const slot = slots.find(({ job }) => job === null)
    const job = slot && waiting.shift()
    if (!slot || !job) return
    slot.job = job
    setTimer(slot, deadlineMs, () => stop(slot, new ButlrError('unreadable')))
    const { bytes } = job.request
    slot.worker ??= start(slot)
    slot.worker.postMessage(
      job.request,
      bytes.map(({ buffer }) => buffer),
    )
  }

  function start(slot: WorkerSlot): Worker {
    const worker = startWorker(file, memoryMb)
    worker.on('message', (reply: WorkerReply) => finish(slot, toOutcome(reply)))
    worker.on('error', () => stop(slot, new ButlrError('unreadable')))
    return worker
  }

  function finish(slot: WorkerSlot, outcome: WorkerResult | Error): void {
    slot.job?.settle(outcome)
    slot.job = null
    setTimer(slot, idleMs, () => stop(slot, new ButlrError('unreadable')))
    next()
  }

  /** Terminates a thread, because that is the only way to cancel its job. */
  function stop(slot: WorkerSlot, why: Error): void {
    const { worker } = slot
    slot.worker = null
    worker?.removeAllListeners()
    // Errors during termination need no handling.
    worker?.on('error', () => undefined)
    void worker?.terminate()
    slot.job?.settle(why)
    slot.job = null
    if (slot.timer !== null) clearTimeout(slot.timer)
    slot.timer = null
    next()
  }

  return {
    run: (request, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) throw signal.reason
        if (waiting.length >= maxWaiting) throw busyError()
        const abort = () => {
          const at = waiting.indexOf(job)
          if (at >= 0) waiting.splice(at, 1)
          const slot = slots.find((one) => one.job === job)
          if (slot === undefined) reject(signal.reason)
          else stop(slot, toError(signal.reason))
        }
        const job: Job = {
          request,
          settle(outcome) {
            signal.removeEventListener('abort', abort)
            if (outcome instanceof Error) reject(outcome)
            else resolve(outcome)
          },
        }
        signal.addEventListener('abort', abort, { once: true })
        waiting.push(job)
        next()
      }),
    async close() {
      waiting.length = 0
      await Promise.all(slots.map(async ({ worker }) => worker?.terminate()))
    },
  }
}

function startWorker(file: URL, memoryMb: number): Worker {
  const worker = new Worker(file, {
    // The thread inherits neither the environment, which contains secrets, nor the flags of this process.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  worker.unref()
  return worker
}

function setTimer(slot: WorkerSlot, ms: number, then: () => void): void {
  if (slot.timer !== null) clearTimeout(slot.timer)
  slot.timer = setTimeout(then, ms)
  slot.timer.unref()
}

function toOutcome(reply: WorkerReply): WorkerResult | Error {
  if (reply.ok) return reply
  const { status } = reply
  return status === undefined ? new ButlrError('unreadable') : new ButlrError('status', { status })
}

function busyError(): GatewayError {
  return new GatewayError('busy', { retryAfterSeconds: 5 })
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}

/** A processed response. Its JSON is text if the response is small, bytes if a thread produced it. */
type ParsedAnswer = Omit<TaskResult, 'json'> & { json: string | Uint8Array<ArrayBuffer> }

/**
 * Creates a decoder that runs a task on a response. A task that is a function is called when the response has arrived.
 */
export type AnswerReader = (task: AnswerTask | (() => AnswerTask)) => AnswerDecoder<ParsedAnswer>

/** Larger responses are parsed, validated and serialised in another thread. */
const maxInlineBytes = 1024 * 1024

/**
 * Reads responses without blocking the process: small ones directly, large ones in a thread.
 *
 * @param pool null processes everything directly, as in tests that run from source
 */
export function createAnswerReader(pool: WorkerPool | null): AnswerReader {
  return (given) =>
    async function read(bytes, signal) {
      const task = typeof given === 'function' ? given() : given
      const size = bytes.reduce((sum, { length }) => sum + length, 0)
      if (pool !== null && size > maxInlineBytes) return pool.run({ task, bytes }, signal)
      return runTask(task, decodeText(bytes))
    }
}

/** Returns the JSON text of a response. */
export function answerText({ json }: ParsedAnswer): string {
  return typeof json === 'string' ? json : decodeText([json])
}
