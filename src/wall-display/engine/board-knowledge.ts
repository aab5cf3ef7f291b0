import { createLiveRooms } from '#src/live/live-rooms.ts'
import type { Readings } from '#src/reporting/readings.ts'
import { nextSnapshot, type Snapshot } from '#src/reporting/snapshot.ts'
import type { DisplayBoardAnswer } from '#src/wall-display/display-contract.ts'
import { readingsFromCompact } from './compact-readings.ts'
import type { ShownBoard } from './display-state.ts'
import type { Kept } from './keepsake.ts'
import { shownBoardFrom } from './shown-board.ts'

/** What is known of a board and its figures, from answer to answer. */
export type BoardKnowledge = {
  shown: () => ShownBoard | null
  snapshot: () => Snapshot | null
  takeBoard: (answer: DisplayBoardAnswer) => ShownBoard
  /** New figures; `at` is when they were true, Unix milliseconds by the server's clock. */
  takeReadings: (readings: Readings, at: number) => ShownBoard | null
  /** What was kept over a reload. */
  recall: (kept: Kept) => ShownBoard
  forget: () => void
}

/** Nothing is known yet. */
export function createBoardKnowledge(): BoardKnowledge {
  const liveRooms = createLiveRooms()
  let shown: ShownBoard | null = null
  let snapshot: Snapshot | null = null

  const joined = (board: ShownBoard, confirmed: boolean): ShownBoard => {
    if (snapshot === null) return board
    const { topology, directory, intervalMs } = board
    const rooms = liveRooms({ snapshot, topology, directory, intervalMs })
    return { ...board, figures: { at: snapshot.at, rooms, confirmed } }
  }

  return {
    shown: () => shown,
    snapshot: () => snapshot,
    takeBoard(answer) {
      const next = shownBoardFrom(answer)
      const same = shown?.board.id === next.board.id
      snapshot = same ? snapshot && ofBoard(snapshot, next) : null
      shown = joined(next, shown?.figures?.confirmed ?? false)
      return shown
    },
    takeReadings(readings, at) {
      if (shown === null) return null
      snapshot = nextSnapshot(snapshot ?? undefined, readings, at, shown.intervalMs)
      shown = joined(shown, true)
      return shown
    },
    recall({ board, figures }) {
      if (figures !== null) {
        const { at, rooms } = figures
        snapshot = { at, readings: readingsFromCompact(rooms), gone: {}, recent: {} }
      }
      shown = joined(shownBoardFrom(board), false)
      return shown
    },
    forget() {
      shown = null
      snapshot = null
    },
  }
}

/** Without the rooms that the board no longer has. */
function ofBoard(snapshot: Snapshot, { topology }: ShownBoard): Snapshot {
  const ids = new Set(topology.rooms.map(({ id }) => id))
  const known = <TRoom>(rooms: Record<string, TRoom>) =>
    Object.fromEntries(Object.entries(rooms).filter(([id]) => ids.has(id)))
  return {
    at: snapshot.at,
    readings: known(snapshot.readings),
    gone: known(snapshot.gone),
    recent: known(snapshot.recent),
  }
}
