import { second } from '#src/domain/time/duration.ts'
import { type DisplayApi, failureInWords } from './display-api.ts'
import {
  type DisplayState,
  type StateStore,
  type Moment,
  type ShownBoard,
  lateAtOf,
  momentOf,
  createScreens,
  createStateStore,
} from './display-state.ts'
import { createHealer, type Healer, createReloadGuard, type Page } from './recovery.ts'
import type { Loop, TimerId, Timers } from './polling-task.ts'
import type { Memory } from './safe-storage.ts'
import { createVersionWatch, type VersionWatch } from './version-watch.ts'
import type { ServerClock } from '#src/lib/server-clock.ts'
import { createAsking, type ScreenFacts } from './gateway-sync.ts'
import { createBoardKnowledge } from './board-store.ts'
import { createDisplayClock } from './display-clock.ts'
import { createKeepsake } from './last-known-cache.ts'

/** Everything that keeps a display going that is not a request for its board. */
export type Upkeep = {
  healer: Healer
  versions: Pick<VersionWatch, 'noted' | 'pageTurned'>
  /** A live board was drawn. */
  healthy: () => void
  /** Looks after these loops from now on. */
  watch: (loops: readonly Loop[]) => void
  stop: () => void
}

const watchMs = 15 * second

export function createUpkeep(parts: {
  state: StateStore<DisplayState>
  api: DisplayApi
  timers: Timers
  monotonic: () => number
  random: () => number
  memory: Memory
  page: Page
  version: string | null
  beforeReload: () => void
}): Upkeep {
  const { state, timers } = parts
  const guard = createReloadGuard(parts.page, parts.memory, parts.version, parts.monotonic)
  const served = (signal: AbortSignal) => parts.api.servedVersion(signal)
  const healer = createHealer({
    ...parts,
    guard,
    served,
    step: (healing) => state.merge({ healing }),
  })
  const versions = createVersionWatch({ ...parts, guard, served, news: state.merge })
  let timer: TimerId | null = null

  const watch = (loops: readonly Loop[]) => {
    for (const loop of loops) if (loop.watch()) healer.restarted()
    healer.look()
    timer = timers.set(() => watch(loops), watchMs)
  }

  return {
    healer,
    versions,
    healthy() {
      versions.healthy()
      guard.healthy()
    },
    watch,
    stop() {
      if (timer !== null) timers.clear(timer)
      versions.stop()
      healer.stop()
    },
  }
}

export type EngineParts = {
  api: DisplayApi
  /** The server's time as the answers of `api` measure it. */
  clock: ServerClock
  /** The device's clock, Unix milliseconds; it may be wrong, and set at any time. */
  now: () => number
  /** Milliseconds that only ever grow. */
  monotonic: () => number
  timers: Timers
  /** Uniform in [0, 1). */
  random: () => number
  memory: Memory
  page: Page
  /** Of this page; null where it does not say. */
  version: string | null
}

/** A display without a screen: what is shown, and everything that keeps it true. */
export type DisplayEngine = {
  getSnapshot: () => DisplayState
  subscribe: (listener: () => void) => () => void
  /** The board now; null while none is shown. */
  moment: () => Moment | null
  /** Unix milliseconds by the server's clock. */
  now: () => number
  /** When the figures stop being live unless newer ones come, by the same clock; null without figures. */
  lateAt: () => number | null
  start: () => void
  /** Ends all requests and timers, and forgets all listeners. */
  stop: () => void
  /** The page was hidden, asleep or without network, and is not any more. */
  wake: () => void
  /** The page may be gone soon: what must survive is kept now. */
  keep: () => void
  pageTurned: () => void
  /** This board was drawn; or none could be, and something else stands there. */
  drawn: (shown: ShownBoard) => void
  undrawable: () => void
  /** What to tell the gateway of this screen from now on. */
  report: (facts: ScreenFacts) => void
}

const initialState: DisplayState = {
  screen: { kind: 'starting' },
  trouble: null,
  healing: 'none',
  update: null,
  unhealthyVersion: null,
}

/** A display that is not started yet. */
export function createDisplayEngine(parts: EngineParts): DisplayEngine {
  const { monotonic } = parts
  const state = createStateStore<DisplayState>(initialState)
  const knowledge = createBoardKnowledge()
  const keepsake = createKeepsake(parts.memory, monotonic)
  const kept = keepsake.recall()
  const clock = createDisplayClock({ ...parts, rememberedSkewMs: kept?.figures?.skewMs ?? 0 })
  const screens = createScreens(state, parts.timers, clock.now)
  let facts: ScreenFacts | null = null

  const keep = (atOnce: boolean) => keepsake.figures(knowledge, parts.now() - clock.now(), atOnce)
  const upkeep = createUpkeep({ ...parts, state, beforeReload: () => keep(true) })

  const moment = () => {
    const { screen } = state.get()
    if (screen.kind !== 'board') return null
    const dueAt = asking.pollDueAt()
    const now = clock.now()
    return momentOf(screen.shown, now, dueAt === null ? null : now + dueAt - monotonic())
  }
  const statusNow = () => {
    const freshness = moment()?.freshness
    if (facts === null || freshness === undefined) return null
    const { unhealthyVersion } = state.get()
    const version = parts.version ?? ''
    return { ...facts, version, clockSkewMs: clock.skewMs(), freshness, unhealthyVersion }
  }

  const asking = createAsking({
    ...parts,
    knowledge,
    clock,
    screens,
    status: statusNow,
    boardAnswered: keepsake.board,
    figuresAnswered(version) {
      keep(false)
      if (version !== null) upkeep.versions.noted(version)
    },
    succeeded() {
      upkeep.healer.succeeded()
      state.merge({ trouble: null })
    },
    failed(error) {
      upkeep.healer.failed(error)
      state.merge({ trouble: failureInWords(error) })
    },
    unpaired: keepsake.forget,
  })

  return {
    getSnapshot: state.get,
    subscribe: state.subscribe,
    moment,
    now: clock.now,
    lateAt: () => lateAtOf(knowledge.shown()),
    start() {
      if (kept !== null) screens.board(knowledge.recall(kept))
      asking.start()
      upkeep.watch(asking.loops)
    },
    stop() {
      asking.stop()
      upkeep.stop()
      screens.stop()
      state.close()
    },
    wake: asking.wake,
    keep: () => keep(true),
    pageTurned: upkeep.versions.pageTurned,
    drawn(shown) {
      upkeep.healer.drawn()
      if (momentOf(shown, clock.now(), null).freshness === 'live') upkeep.healthy()
    },
    undrawable: upkeep.healer.undrawable,
    report(next) {
      if (facts === null) asking.tell()
      facts = next
    },
  }
}
