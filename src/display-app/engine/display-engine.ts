import { second } from '#src/domain/time/duration.ts'
import { type DisplayApi, describeDisplayError } from './display-api.ts'
import {
  type DisplayState,
  type StateStore,
  type BoardStateAtTime,
  type ShownBoard,
  liveUntil,
  boardStateAt,
  createScreenController,
  createStateStore,
} from './display-state.ts'
import { createRecoveryController, type RecoveryController } from './recovery.ts'
import { createReloadGuard, type PageControl } from './reload-guard.ts'
import type { PollingTask, TaskTiming, TimerId } from './polling-task.ts'
import type { KeyValueStorage } from '#src/lib/storage.ts'
import { createVersionWatch, type VersionWatch } from './version-watch.ts'
import type { ServerClock } from '#src/lib/server-clock.ts'
import { createGatewaySync, type ScreenInfo } from './gateway-sync.ts'
import { createBoardStore } from './board-store.ts'
import { createDisplayClock } from './display-clock.ts'
import { createLastKnownCache } from './last-known-cache.ts'

/** The parts that keep a display running, except the requests for its board. */
type Supervisor = {
  recovery: RecoveryController
  versionWatch: Pick<VersionWatch, 'onServedVersion' | 'onPageChange'>
  /** Call when a live board has been rendered. */
  markHealthy: () => void
  /** Starts periodic checks of these tasks. */
  supervise: (tasks: readonly PollingTask[]) => void
  stop: () => void
}

/** Average time between checks. */
const checkIntervalMs = 15 * second

function createSupervisor(
  options: TaskTiming & {
    state: StateStore<DisplayState>
    api: DisplayApi
    memory: KeyValueStorage
    page: PageControl
    version: string | null
    beforeReload: () => void
  },
): Supervisor {
  const { state, timers, random } = options
  const guard = createReloadGuard(options.page, options.memory, options.version, options.monotonic)
  const getServedVersion = (signal: AbortSignal) => options.api.servedVersion(signal)
  const recovery = createRecoveryController({
    ...options,
    guard,
    getServedVersion,
    onStageChange: (recovery) => state.merge({ recovery }),
  })
  const versionWatch = createVersionWatch({
    ...options,
    guard,
    getServedVersion,
    onStatusChange: state.merge,
  })
  let timer: TimerId | null = null

  const supervise = (tasks: readonly PollingTask[]) => {
    for (const task of tasks) if (task.restartIfStalled()) recovery.taskRestarted()
    recovery.evaluate()
    // Random, because displays that are switched on together would otherwise request the page at the same time.
    timer = timers.set(() => supervise(tasks), checkIntervalMs * (0.5 + random()))
  }

  return {
    recovery,
    versionWatch,
    markHealthy() {
      versionWatch.markHealthy()
      guard.markHealthy()
    },
    supervise,
    stop() {
      if (timer !== null) timers.clear(timer)
      versionWatch.stop()
      recovery.stop()
    },
  }
}

type DisplayEngineOptions = TaskTiming & {
  api: DisplayApi
  /** The server's time, measured from the responses to `api`. */
  clock: ServerClock
  /** The device's clock in Unix milliseconds, which may be wrong or change at any time. */
  now: () => number
  memory: KeyValueStorage
  page: PageControl
  /** Version of this page, or null if the page does not contain one. */
  version: string | null
}

/** A display without its UI: its state, and everything that keeps it up to date. */
export type DisplayEngine = {
  getSnapshot: () => DisplayState
  subscribe: (listener: () => void) => () => void
  /** Returns the board at the current time, or null if none is shown. */
  boardState: () => BoardStateAtTime | null
  /** The server's time in Unix milliseconds. */
  now: () => number
  /**
   * Returns when the data stops being live unless new data arrives, by the clock of `now`. Null if there is no data.
   */
  liveUntil: () => number | null
  start: () => void
  /** Cancels all requests and timers, and removes all listeners. */
  stop: () => void
  /** Call when the page becomes visible, wakes up or is online again. */
  wake: () => void
  /**
   * Ends the pairing and shows a pairing code. Rejects if the gateway does not respond, or if the board does not allow
   * unpairing. `describeDisplayError` describes the error.
   */
  unpair: () => Promise<void>
  /** Caches the readings. Call when the page may be unloaded. */
  persist: () => void
  onPageChange: () => void
  /** Call when this board has been rendered, even if only by the fallback after a failure. */
  renderSucceeded: (shown: ShownBoard) => void
  renderFailed: () => void
  /** Sets the screen details for status reports. */
  setScreenInfo: (facts: ScreenInfo) => void
}

const initialState: DisplayState = {
  screen: { kind: 'starting' },
  errorMessage: null,
  recovery: 'none',
  update: null,
  unhealthyVersion: null,
}

/** Creates a display engine. Call `start` to run it. */
export function createDisplayEngine(options: DisplayEngineOptions): DisplayEngine {
  const { monotonic } = options
  const state = createStateStore<DisplayState>(initialState)
  const store = createBoardStore()
  const cache = createLastKnownCache(options.memory, monotonic)
  const cached = cache.load()
  const clock = createDisplayClock({ ...options, rememberedSkewMs: cached?.readings?.skewMs ?? 0 })
  const screens = createScreenController(state, options.timers, clock.now)
  let screenInfo: ScreenInfo | null = null

  const persist = (atOnce: boolean) =>
    cache.saveReadings(store, options.now() - clock.now(), atOnce)
  const supervisor = createSupervisor({ ...options, state, beforeReload: () => persist(true) })

  const boardState = () => {
    const { screen } = state.get()
    if (screen.kind !== 'board') return null
    const dueAt = sync.pollDueAt()
    const now = clock.now()
    return boardStateAt(screen.shown, now, dueAt === null ? null : now + dueAt - monotonic())
  }
  const currentStatus = () => {
    const freshness = boardState()?.freshness
    if (screenInfo === null || freshness === undefined) return null
    const { unhealthyVersion } = state.get()
    const version = options.version ?? ''
    return { ...screenInfo, version, clockSkewMs: clock.skewMs(), freshness, unhealthyVersion }
  }

  const sync = createGatewaySync({
    ...options,
    store,
    clock,
    screens,
    currentStatus,
    onBoard: cache.saveBoard,
    onReadings(version) {
      persist(false)
      if (version !== null) supervisor.versionWatch.onServedVersion(version)
    },
    onSuccess() {
      supervisor.recovery.succeeded()
      state.merge({ errorMessage: null })
    },
    onFailure(error) {
      supervisor.recovery.failed(error)
      state.merge({ errorMessage: describeDisplayError(error) })
    },
    onUnpaired: cache.clear,
  })

  return {
    getSnapshot: state.get,
    subscribe: state.subscribe,
    boardState,
    now: clock.now,
    liveUntil: () => liveUntil(store.board()),
    start() {
      if (cached !== null) screens.showBoard(store.restore(cached))
      sync.start()
      supervisor.supervise(sync.tasks)
    },
    stop() {
      sync.stop()
      supervisor.stop()
      screens.stop()
      state.close()
    },
    wake: sync.wake,
    unpair: sync.unpair,
    persist: () => persist(true),
    onPageChange: supervisor.versionWatch.onPageChange,
    renderSucceeded(shown) {
      supervisor.recovery.renderSucceeded()
      if (boardStateAt(shown, clock.now(), null).freshness === 'live') supervisor.markHealthy()
    },
    renderFailed: supervisor.recovery.renderFailed,
    setScreenInfo(next) {
      if (screenInfo === null) sync.reportStatusSoon()
      screenInfo = next
    },
  }
}
