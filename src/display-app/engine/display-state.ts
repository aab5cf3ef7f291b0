import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { type Freshness, classifyFreshness } from '#src/domain/occupancy/freshness.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplayBoardResponse, PairingOffer } from '#src/contract/display.ts'
import { second } from '#src/domain/time/duration.ts'
import type { TimerId, Timers } from './polling-task.ts'

/** What a display shows and what it is doing about its troubles. Immutable; a new one with each change. */
export type DisplayState = {
  screen: DisplayScreen
  /** Why the latest request failed, in a sentence; null while all is well. */
  errorMessage: string | null
  recovery: RecoveryStage
  /** A version of the app other than this page's; `ready` when the gateway serves its page. */
  update: { version: string; ready: boolean } | null
  /** Set when this version, come by itself, was not healthy within a minute. */
  unhealthyVersion: string | null
}

/**
 * `starting` until it is known whether the display is paired. A code that cannot be had is null. `suspended`: paired with
 * another Butlr than the gateway is connected to; `reason` is a sentence.
 */
export type DisplayScreen =
  | { kind: 'starting' }
  | { kind: 'pairing'; offer: PairingOffer | null }
  | { kind: 'suspended'; reason: string }
  | { kind: 'board'; shown: ShownBoard; welcomeUntil: number | null }

/**
 * How far up the ladder it is. `retrying`: the next poll may do. `restarted`: the polling itself had died and was begun
 * anew. `reload-due`: only a new page can help, as soon as the gateway gives one and the last reload is long enough
 * ago. `reloading`: that is what happens now.
 */
export type RecoveryStage = 'none' | 'retrying' | 'restarted' | 'reload-due' | 'reloading'

/** Everything about a board but the moment. */
export type ShownBoard = {
  display: DisplayBoardResponse['display']
  board: Board
  topology: Topology
  directory: SensorDirectory
  /** Of the building that its rooms are in. */
  zone: TimeZone
  intervalMs: number
  /** Null before the first figures, and when there are none any more. */
  occupancy: BoardOccupancy | null
  /** The same rooms as nobody knows anything about them: what stands there without figures. */
  roomsWithoutData: LiveRoom[]
}

/** Figures and when they were true, Unix milliseconds by the server's clock. */
export type BoardOccupancy = {
  at: number
  rooms: LiveRoom[]
  /** False when they were kept over a reload, until the first answer. */
  confirmed: boolean
  /** False while nothing is known of the sensors, so that a room may lack one without a word about it. */
  areSensorsKnown: boolean
}

/** A board at one moment: how far its figures can be trusted then. Times are Unix milliseconds by the server's clock. */
export type BoardStateAtTime = {
  now: number
  freshness: Freshness
  /** When the figures were last true, once they are not live any more; null while they are live or only just late. */
  notLiveSince: number | null
  /** When the gateway is asked next; null while it is being asked. */
  nextTryAt: number | null
  rooms: LiveRoom[]
}

/** A value that others watch. */
export type StateStore<TState> = {
  get: () => TState
  /** Takes what differs; tells nobody when nothing does. */
  merge: (change: Partial<TState>) => void
  subscribe: (listener: () => void) => () => void
  /** Forgets every listener. */
  close: () => void
}

/** A store of one immutable object. */
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
 * How far a board can be trusted at a moment (product: Freshness). Figures kept over a reload are never live: at best
 * late, which carries their age. Figures of a time that is yet to come are those of another clock, and nobody knows
 * how old they are.
 *
 * @param now Unix milliseconds by the server's clock
 * @param nextTryAt likewise; null while the gateway is being asked
 */
export function boardStateAt(
  shown: ShownBoard,
  now: number,
  nextTryAt: number | null,
): BoardStateAtTime {
  const { occupancy, intervalMs, roomsWithoutData } = shown
  const base = { now, nextTryAt }
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

/** When a board's figures stop being live unless newer ones come, Unix milliseconds; null without figures. */
export function liveUntil(shown: ShownBoard | null): number | null {
  return shown?.occupancy ? shown.occupancy.at + 2 * shown.intervalMs : null
}

/** Answers and clocks differ by the time that they were under way, and no more. */
const maxClockDriftMs = 5_000

function freshnessAt(ageMs: number, intervalMs: number, confirmed: boolean): Freshness {
  if (ageMs < -maxClockDriftMs) return 'no-data'
  const judged = classifyFreshness(ageMs, intervalMs)
  return judged === 'live' && !confirmed ? 'late' : judged
}

/** Which of its screens a display shows. */
export type ScreenController = {
  showPairing: (offer: PairingOffer | null) => void
  showSuspended: (reason: string) => void
  /** The next board is greeted: somebody stands there who has just paired the display. */
  showWelcomeNext: () => void
  showBoard: (shown: ShownBoard) => void
  stop: () => void
}

/** How long somebody who paired a display can read what became of it. */
const welcomeMs = 12 * second

/** @param now Unix milliseconds by the server's clock */
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
