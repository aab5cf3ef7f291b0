import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { type Freshness, freshness } from '#src/domain/occupancy/freshness.ts'
import type { Zone } from '#src/domain/time/time-zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplayBoardAnswer, PairingOffer } from '#src/contract/display.ts'
import { second } from '#src/domain/time/duration.ts'
import type { TimerId, Timers } from './polling-task.ts'

/** What a display shows and what it is doing about its troubles. Immutable; a new one with each change. */
export type DisplayState = {
  screen: Screen
  /** Why the latest request failed, in a sentence; null while all is well. */
  trouble: string | null
  healing: Healing
  /** A version of the app other than this page's; `ready` when the gateway serves its page. */
  update: { version: string; ready: boolean } | null
  /** Set when this version, come by itself, was not healthy within a minute. */
  unhealthyVersion: string | null
}

/**
 * `starting` until it is known whether the display is paired. A code that cannot be had is null. `suspended`: paired with
 * another Butlr than the gateway is connected to; `reason` is a sentence.
 */
export type Screen =
  | { kind: 'starting' }
  | { kind: 'pairing'; offer: PairingOffer | null }
  | { kind: 'suspended'; reason: string }
  | { kind: 'board'; shown: ShownBoard; welcomeUntil: number | null }

/**
 * How far up the ladder it is. `retrying`: the next poll may do. `restarted`: the polling itself had died and was begun
 * anew. `reload-due`: only a new page can help, as soon as the gateway gives one and the last reload is long enough
 * ago. `reloading`: that is what happens now.
 */
export type Healing = 'none' | 'retrying' | 'restarted' | 'reload-due' | 'reloading'

/** Everything about a board but the moment. */
export type ShownBoard = {
  display: DisplayBoardAnswer['display']
  board: Board
  topology: Topology
  directory: SensorDirectory
  /** Of the building that its rooms are in. */
  zone: Zone
  intervalMs: number
  /** Null before the first figures, and when there are none any more. */
  figures: Figures | null
  /** The same rooms as nobody knows anything about them: what stands there without figures. */
  roomsWithoutData: LiveRoom[]
}

/** Figures and when they were true, Unix milliseconds by the server's clock. */
export type Figures = {
  at: number
  rooms: LiveRoom[]
  /** False when they were kept over a reload, until the first answer. */
  confirmed: boolean
  /** False while nothing is known of the sensors, so that a room may lack one without a word about it. */
  areSensorsKnown: boolean
}

/** A board at one moment: how far its figures can be trusted then. Times are Unix milliseconds by the server's clock. */
export type Moment = {
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
      if (same(state, next)) return
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

function same<TState extends object>(a: TState, b: TState): boolean {
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
export function momentOf(shown: ShownBoard, now: number, nextTryAt: number | null): Moment {
  const { figures, intervalMs, roomsWithoutData } = shown
  const base = { now, nextTryAt }
  if (figures === null) {
    return { ...base, freshness: 'no-data', notLiveSince: null, rooms: roomsWithoutData }
  }
  const { at, rooms, confirmed } = figures
  const judged = judge(now - at, intervalMs, confirmed)
  return {
    ...base,
    freshness: judged,
    notLiveSince: judged === 'live' || judged === 'late' ? null : at,
    rooms: judged === 'no-data' ? roomsWithoutData : rooms,
  }
}

/** When a board's figures stop being live unless newer ones come, Unix milliseconds; null without figures. */
export function lateAtOf(shown: ShownBoard | null): number | null {
  return shown?.figures ? shown.figures.at + 2 * shown.intervalMs : null
}

/** Answers and clocks differ by the time that they were under way, and no more. */
const earlyMs = 5_000

function judge(ageMs: number, intervalMs: number, confirmed: boolean): Freshness {
  if (ageMs < -earlyMs) return 'no-data'
  const judged = freshness(ageMs, intervalMs)
  return judged === 'live' && !confirmed ? 'late' : judged
}

/** Which of its screens a display shows. */
export type Screens = {
  pairing: (offer: PairingOffer | null) => void
  suspended: (reason: string) => void
  /** The next board is greeted: somebody stands there who has just paired the display. */
  greet: () => void
  board: (shown: ShownBoard) => void
  stop: () => void
}

/** How long somebody who paired a display can read what became of it. */
const welcomeMs = 12 * second

/** @param now Unix milliseconds by the server's clock */
export function createScreens(
  state: StateStore<DisplayState>,
  timers: Timers,
  now: () => number,
): Screens {
  let greeting = false
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
    pairing: (offer) => state.merge({ screen: { kind: 'pairing', offer } }),
    suspended: (reason) => state.merge({ screen: { kind: 'suspended', reason } }),
    greet() {
      greeting = true
    },
    board(shown) {
      const { screen } = state.get()
      let welcomeUntil = screen.kind === 'board' ? screen.welcomeUntil : null
      if (greeting) {
        greeting = false
        stop()
        timer = timers.set(endWelcome, welcomeMs)
        welcomeUntil = now() + welcomeMs
      }
      state.merge({ screen: { kind: 'board', shown, welcomeUntil } })
    },
    stop,
  }
}
