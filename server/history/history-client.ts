import { fork, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createMessagePeer, type MessagePeer } from './message-peer.ts'
import { forwardLine, type HistoryLog } from './process-log.ts'
import { lowerPriority } from './process-priority.ts'
import { gatewayHandlers, historyRequests } from './process-messages.ts'
import {
  failed,
  type GatewayRequests,
  type HistoryProcessConfig,
  type HistoryRequests,
  type Requests,
  type Result,
} from './protocol.ts'

/** The gateway's client for the history process. Requests fail with `unavailable` while the process restarts. */
export type HistoryClient = Requests<HistoryRequests> & {
  /** Lets the process finish its current write, and resolves when the process has ended. */
  stop: () => Promise<void>
}

/**
 * Clock and delays of the supervisor; tests control them. `wait` takes milliseconds, and resolves early if the signal
 * aborts.
 */
export type ClientTimer = {
  /** Returns the milliseconds of a monotonic clock. */
  now: () => number
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

type HistoryClientOptions = {
  /** The built `history-process.ts`. */
  file: URL
  config: HistoryProcessConfig
  /** Answers the history process's requests. */
  gateway: Requests<GatewayRequests>
  log: HistoryLog
  timer?: ClientTimer
}

const second = 1_000
/** Delay before a restart: doubles with each restart, and is reset after the process has run for `stableMs`. */
const restartDelayMs = { first: second, longest: 60 * second }
const stableMs = 60 * second
const timeoutsMs = { query: 14 * second, other: 3 * second }
/** A process that does not answer a status request for `hangMs` is killed. */
const checkEveryMs = 30 * second
const hangMs = 30 * second
const stopTimeoutMs = 5 * second
const busySeconds = 5

const realTimer: ClientTimer = {
  now: () => performance.now(),
  // A pending delay does not keep the gateway running.
  wait: (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }).catch(() => undefined),
}

type RunningProcess = { child: ChildProcess; peer: MessagePeer; exited: Promise<string> }

/**
 * Starts the history process, and restarts it after it ends. The process receives neither the environment, which
 * contains secrets, nor flags of the gateway.
 */
export function startHistoryProcess(options: HistoryClientOptions): HistoryClient {
  const { log, timer = realTimer } = options
  const stopping = new AbortController()
  let running: RunningProcess | null = null
  let restartAt = timer.now()

  async function supervise(): Promise<void> {
    let delayMs = restartDelayMs.first
    for (;;) {
      const startedAt = timer.now()
      running = startProcess(options)
      log.info({ source: 'history', pid: running.child.pid }, 'history process started')
      void watch(running, stopping.signal, options)
      const reason = await running.exited
      running = null
      if (stopping.signal.aborted) return
      if (timer.now() - startedAt >= stableMs) delayMs = restartDelayMs.first
      restartAt = timer.now() + delayMs
      log.error({ source: 'history', reason, restartMs: delayMs }, 'history process ended')
      await timer.wait(delayMs, stopping.signal)
      if (stopping.signal.aborted) return
      delayMs = Math.min(2 * delayMs, restartDelayMs.longest)
    }
  }

  /** Returns a function that sends a request with a timeout. It fails at once while the process restarts. */
  function forward<TName extends keyof HistoryRequests>(
    name: TName,
    timeoutMs: number,
  ): (
    request: HistoryRequests[TName]['request'],
    signal: AbortSignal,
  ) => Promise<Result<HistoryRequests[TName]['value']>> {
    return async (request, signal) => {
      if (running === null) {
        return failed('unavailable', Math.max(1, Math.ceil((restartAt - timer.now()) / second)))
      }
      const timeout = AbortSignal.timeout(timeoutMs)
      const send = historyRequests(running.peer)[name]
      const result = await send(request, AbortSignal.any([signal, timeout]))
      const isTimeout = !result.ok && result.failure.code === 'cancelled' && !signal.aborted
      return isTimeout ? failed('unavailable', busySeconds) : result
    }
  }

  void supervise()
  return {
    status: forward('status', timeoutsMs.other),
    room: forward('room', timeoutsMs.query),
    placeRooms: forward('placeRooms', timeoutsMs.query),
    placeHours: forward('placeHours', timeoutsMs.query),
    placeRoomHours: forward('placeRoomHours', timeoutsMs.query),
    placeMoments: forward('placeMoments', timeoutsMs.query),
    placeMinutes: forward('placeMinutes', timeoutsMs.query),
    placeSensors: forward('placeSensors', timeoutsMs.query),
    overCapacity: forward('overCapacity', timeoutsMs.query),
    usual: forward('usual', timeoutsMs.query),
    formerRoom: forward('formerRoom', timeoutsMs.other),
    async stop() {
      stopping.abort()
      if (running !== null) await stopProcess(running)
    },
  }
}

function startProcess({ file, config, gateway, log }: HistoryClientOptions): RunningProcess {
  const child = fork(fileURLToPath(file), [JSON.stringify(config)], {
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  lowerPriority(child)
  const peer = createMessagePeer({
    send(message) {
      // If the channel is closed, the process has ended or is about to end, and all its requests fail.
      if (child.connected) child.send(message, () => undefined)
    },
    handlers: gatewayHandlers(gateway),
    onError: (name, error) =>
      log.error(
        { source: 'history', request: name, err: error },
        'cannot answer a request of the history process',
      ),
  })
  child.on('message', peer.receive)
  for (const stream of [child.stdout, child.stderr]) forwardLines(stream, log)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  }).then((reason) => {
    peer.close()
    return reason
  })
  // If the gateway fails to start, it can exit without waiting for this process, which ends when its channel closes.
  child.unref()
  child.channel?.unref()
  return { child, peer, exited }
}

function forwardLines(stream: Readable | null, log: HistoryLog): void {
  if (stream === null) return
  createInterface({ input: stream }).on('line', (line) => forwardLine(line, log))
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
}

/** Kills the process if it hangs; `supervise` then restarts it. */
async function watch(
  { child, peer, exited }: RunningProcess,
  stopping: AbortSignal,
  { log, timer = realTimer }: HistoryClientOptions,
): Promise<void> {
  const ended = new AbortController()
  void exited.then(() => ended.abort())
  const signal = AbortSignal.any([stopping, ended.signal])
  for (;;) {
    await timer.wait(checkEveryMs, signal)
    if (signal.aborted) return
    const answered = new AbortController()
    const status = historyRequests(peer)
      .status(null, signal)
      .then(() => answered.abort())
    await Promise.race([status, timer.wait(hangMs, AbortSignal.any([signal, answered.signal]))])
    if (answered.signal.aborted || signal.aborted) continue
    log.error({ source: 'history' }, 'history process does not respond')
    child.kill('SIGKILL')
  }
}

async function stopProcess({ child, exited }: RunningProcess): Promise<void> {
  child.ref()
  if (child.connected) child.disconnect()
  const timeout = new AbortController()
  const isOver = await Promise.race([
    exited.then(() => true),
    setTimeout(stopTimeoutMs, false, { signal: timeout.signal }).catch(() => true),
  ])
  timeout.abort()
  if (!isOver) child.kill('SIGKILL')
  await exited
}
