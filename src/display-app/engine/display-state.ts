import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Zone } from '#src/domain/time/zone.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import type { Board } from '#src/contract/board.ts'
import type { DisplayBoardAnswer, PairingOffer } from '#src/contract/display.ts'

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
