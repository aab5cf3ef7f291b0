import { Worker } from 'node:worker_threads'
import { ButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { WorkerReply, WorkerRequest } from './answer-worker.ts'
import type { AnswerDecoder } from './butlr-client.ts'
import { runTask, type AnswerTask, type JsonBytes, type TaskResult } from './answer-task.ts'
import { maxInlineBytes } from './report-limits.ts'

type WorkerPool = {
  /**
   * Runs a task in a thread. Transfers the given buffers to it and copies everything else. Rejects with `ButlrError` if
   * the task fails, or takes too long or too much memory (reason `unreadable`), with `busy` if too many jobs are
   * waiting, or with the signal's reason.
   */
  run: (
    request: WorkerRequest,
    transfer: readonly ArrayBuffer[],
    signal: AbortSignal,
  ) => Promise<TaskResult>
  close: () => Promise<void>
}

type Job = {
  request: WorkerRequest
  transfer: readonly ArrayBuffer[]
  settle: (outcome: TaskResult | Error) => void
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

/**
 * Creates a pool that starts threads when they are first needed. An idle thread keeps the process alive until the
 * thread exits or the pool is closed.
 */
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
    slot.worker ??= start(slot)
    slot.worker.postMessage(job.request, job.transfer)
  }

  function start(slot: WorkerSlot): Worker {
    const worker = startWorker(file, memoryMb)
    worker.on('message', (reply: WorkerReply) => finish(slot, toOutcome(reply)))
    worker.on('error', () => stop(slot, new ButlrError('unreadable')))
    return worker
  }

  function finish(slot: WorkerSlot, outcome: TaskResult | Error): void {
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
    run: (request, transfer, signal) =>
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
          transfer,
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

function toOutcome(reply: WorkerReply): TaskResult | Error {
  if (reply.ok) return reply.result
  const { status } = reply
  return status === undefined ? new ButlrError('unreadable') : new ButlrError('status', { status })
}

function busyError(): GatewayError {
  return new GatewayError('busy', { retryAfterSeconds: 5 })
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted', { cause: reason })
}

type TaskKind = AnswerTask['kind']
type ResultOf<TKind extends TaskKind> = Extract<TaskResult, { kind: TKind }>

/** Runs a task on JSON strings. Copies them if a thread must run the task. Rejects like `WorkerPool.run`. */
export type TaskRunner = <const TKind extends TaskKind>(
  task: AnswerTask & { kind: TKind },
  texts: readonly JsonBytes[],
  signal: AbortSignal,
) => Promise<ResultOf<TKind>>

/**
 * Creates a decoder that runs a task on a response, and may transfer the response to a thread. If `task` is a function,
 * the decoder calls it when the response has arrived.
 */
export type AnswerReader = <const TKind extends TaskKind>(
  task: (AnswerTask & { kind: TKind }) | (() => AnswerTask & { kind: TKind }),
) => AnswerDecoder<ResultOf<TKind>>

/**
 * Creates the functions that process JSON without blocking the process: short text directly, long text in a thread. No
 * other code decides where JSON is parsed.
 *
 * @param pool null to process everything directly, as tests that run from source do
 */
export function createAnswerReader(pool: WorkerPool | null): {
  read: AnswerReader
  runOnTexts: TaskRunner
} {
  async function run(
    request: WorkerRequest,
    transfer: readonly ArrayBuffer[],
    signal: AbortSignal,
  ) {
    const size = request.texts.flat().reduce((sum, { length }) => sum + length, 0)
    return pool !== null && size > maxInlineBytes
      ? pool.run(request, transfer, signal)
      : runTask(request.task, request.texts)
  }
  return {
    read: (given) =>
      async function read(bytes, signal) {
        const task = typeof given === 'function' ? given() : given
        const buffers = bytes.map(({ buffer }) => buffer)
        return requireKind(task.kind, await run({ task, texts: [bytes] }, buffers, signal))
      },
    runOnTexts: async (task, texts, signal) =>
      requireKind(task.kind, await run({ task, texts }, [], signal)),
  }
}

function requireKind<TKind extends TaskKind>(kind: TKind, result: TaskResult): ResultOf<TKind> {
  if (isOfKind(kind, result)) return result
  throw new Error(`Unexpected result of the task ${kind}: ${result.kind}.`)
}

function isOfKind<TKind extends TaskKind>(
  kind: TKind,
  result: TaskResult,
): result is ResultOf<TKind> {
  return result.kind === kind
}
