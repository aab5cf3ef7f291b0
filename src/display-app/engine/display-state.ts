import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { type Freshness, classifyFreshness } from '#src/domain/occupancy/freshness.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplayBoardResponse, UsualHour } from '#src/contract/display.ts'
import type { PairingOffer } from '#src/contract/pairing.ts'
import { second } from '#src/domain/time/duration.ts'
import type { TimerId, Timers } from './polling-task.ts'

/** What a display shows, and how it recovers from faults. Immutable, so each change creates a new object. */
export type DisplayState = {
  screen: DisplayScreen
  /** A sentence that explains why the latest request failed; null if it succeeded. */
  errorMessage: string | null
  recovery: RecoveryStage
  /**
   * A version of the app that differs from this page, or null if there is none. `ready` is true once the gateway serves
   * the page of that version.
   */
  update: { version: string; ready: boolean } | null
  /** The version of this page, if it was loaded automatically and was not healthy within a minute; null otherwise. */
  unhealthyVersion: string | null
}

/**
 * `starting`: it is not known yet whether the display is paired. `pairing`: `offer` is null while no code is available.
 * `suspended`: the display is paired with a different Butlr upstream, or by an account whose access cannot be verified,
 * and the sentence `reason` explains this.
 */
type DisplayScreen =
  | { kind: 'starting' }
  | { kind: 'pairing'; offer: PairingOffer | null }
  | { kind: 'suspended'; reason: string }
  | { kind: 'board'; shown: ShownBoard; welcomeUntil: number | null }

/**
 * Stage of the recovery.
 * - `retrying`: the next poll may succeed.
 * - `restarted`: polling had stalled and was restarted.
 * - `reload-due`: only a reload can help. It waits until the gateway serves the page and the last reload is long enough
 *   ago.
 * - `reloading`: the reload is in progress.
 */
export type RecoveryStage = 'none' | 'retrying' | 'restarted' | 'reload-due' | 'reloading'

/** Everything about a board except the current time. */
export type ShownBoard = {
  display: DisplayBoardResponse['display']
  board: Board
  topology: Topology
  directory: SensorDirectory
  /** Time zone of the building. */
  zone: TimeZone
  intervalMs: number
  /** Null before the first readings, and after the readings were discarded. */
  occupancy: BoardOccupancy | null
  /** The board's rooms without data, to show while there are no readings. */
  roomsWithoutData: LiveRoom[]
}

/** Occupancy of the rooms. `at` is when it was current, in Unix milliseconds by the server's clock. */
type BoardOccupancy = {
  at: number
  rooms: LiveRoom[]
  /** False for data from the cache, until the first response. */
  confirmed: boolean
  /** False until the first readings for this version of the board. Earlier readings may lack some rooms. */
  isComplete: boolean
  /** When Butlr reported which sensors are online, in Unix milliseconds; null if unknown. */
  sensorsAt: number | null
  /** How many people are usually in the rooms, with the hours to which this applies. */
  usual: readonly UsualHour[]
}

/**
 * A board at a point in time, with the freshness of its data at that time. Times are in Unix milliseconds by the
 * server's clock.
 */
export type BoardStateAtTime = {
  shown: ShownBoard
  now: number
  freshness: Freshness
  /** When the data stopped being live; null while it is live or late. */
  notLiveSince: number | null
  /** When the next request is due; null during a request. */
  nextTryAt: number | null
  rooms: LiveRoom[]
}

/** A value to which listeners can subscribe. */
export type StateStore<TState> = {
  get: () => TState
  /** Merges a change. Notifies listeners only if a property differs. */
  merge: (change: Partial<TState>) => void
  subscribe: (listener: () => void) => () => void
  close: () => void
}

export function createStateStore<TState extends object>(initial: TState): StateStore<TState> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    merge(change) {
      const next = { ...state, ...change }
      if (isShallowEqual(state, next)) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => listeners.clear(),
  }
}

function isShallowEqual<TState extends object>(a: TState, b: TState): boolean {
  const before = new Map<string, unknown>(Object.entries(a))
  return Object.entries(b).every(([key, value]) => Object.is(before.get(key), value))
}

/**
 * Returns a board at a point in time, with the freshness of its data. Cached data is late at best, so that its age is
 * shown. Data with a future timestamp is not shown, because it comes from a different clock and its age is unknown.
 *
 * @param now Unix milliseconds by the server's clock
 * @param nextTryAt when the next request is due, by the same clock; null during a request
 */
export function boardStateAt(
  shown: ShownBoard,
  now: number,
  nextTryAt: number | null,
): BoardStateAtTime {
  const { occupancy, intervalMs, roomsWithoutData } = shown
  const base = { shown, now, nextTryAt }
  if (occupancy === null) {
    return { ...base, freshness: 'no-data', notLiveSince: null, rooms: roomsWithoutData }
  }
  const { at, rooms, confirmed } = occupancy
  const boardFreshness = freshnessAt(now - at, intervalMs, confirmed)
  return {
    ...base,
    freshness: boardFreshness,
    notLiveSince: boardFreshness === 'live' || boardFreshness === 'late' ? null : at,
    rooms: boardFreshness === 'no-data' ? roomsWithoutData : rooms,
  }
}

/**
 * Returns when a board's data stops being live unless new data arrives, in Unix milliseconds. Null if there is no data.
 */
export function liveUntil(shown: ShownBoard | null): number | null {
  return shown?.occupancy ? shown.occupancy.at + 2 * shown.intervalMs : null
}

function freshnessAt(ageMs: number, intervalMs: number, confirmed: boolean): Freshness {
  const freshness = classifyFreshness(ageMs, intervalMs)
  return freshness === 'live' && !confirmed ? 'late' : freshness
}

export type ScreenController = {
  showPairing: (offer: PairingOffer | null) => void
  showSuspended: (reason: string) => void
  /** Shows a welcome before the next board, for the person who paired the display. */
  showWelcomeNext: () => void
  showBoard: (shown: ShownBoard) => void
  stop: () => void
}

const welcomeMs = 12 * second

/**
 * Creates a controller that switches between screens.
 *
 * @param now returns Unix milliseconds by the server's clock
 */
export function createScreenController(
  state: StateStore<DisplayState>,
  timers: Timers,
  now: () => number,
): ScreenController {
  let isWelcomeNext = false
  let timer: TimerId | null = null

  const stop = () => {
    if (timer !== null) timers.clear(timer)
    timer = null
  }
  const endWelcome = () => {
    timer = null
    const { screen } = state.get()
    if (screen.kind === 'board') state.merge({ screen: { ...screen, welcomeUntil: null } })
  }

  return {
    showPairing: (offer) => state.merge({ screen: { kind: 'pairing', offer } }),
    showSuspended: (reason) => state.merge({ screen: { kind: 'suspended', reason } }),
    showWelcomeNext() {
      isWelcomeNext = true
    },
    showBoard(shown) {
      const { screen } = state.get()
      let welcomeUntil = screen.kind === 'board' ? screen.welcomeUntil : null
      if (isWelcomeNext) {
        isWelcomeNext = false
        stop()
        timer = timers.set(endWelcome, welcomeMs)
        welcomeUntil = now() + welcomeMs
      }
      state.merge({ screen: { kind: 'board', shown, welcomeUntil } })
    },
    stop,
  }
}
