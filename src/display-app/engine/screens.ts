import { second } from '#src/domain/time/duration.ts'
import type { PairingOffer } from '#src/contract/display.ts'
import type { DisplayState, ShownBoard } from './display-state.ts'
import type { StateStore } from './state-store.ts'
import type { TimerId, Timers } from './timers.ts'

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
