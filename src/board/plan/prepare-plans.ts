import { useEffect } from 'react'
import type { BoardDraft } from '#src/contract/board.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { fitPlanLabels, knownPlanLabels } from './plan-labels.ts'
import { isPlanLaidOut, layOutPlan } from './plan-layout.ts'

/** Number of rooms whose shapes are computed in one task. */
const roomsPerStep = 4
/** Pause in milliseconds between tasks, so that other tasks can run. */
const pauseMs = 40

/**
 * Lays out the plans of the other floors in short tasks once the current plan is drawn. The next page change then only
 * needs to draw. On a TV, laying out a floor takes as long as drawing it.
 */
export function usePreparedPlans(board: BoardDraft, topology: Topology, isDrawn: boolean): void {
  useEffect(() => {
    if (!isDrawn) return undefined
    const steps = preparePlans(board, topology)
    const prepareNext = () => {
      if (steps.next().done !== true) timer = setTimeout(prepareNext, pauseMs)
    }
    let timer = setTimeout(prepareNext, pauseMs)
    return () => clearTimeout(timer)
  }, [board, topology, isDrawn])
}

/** Computes the missing layouts and labels of all floors. Yields after each step. */
export function* preparePlans(board: BoardDraft, topology: Topology): Generator<undefined, void> {
  for (const { id } of topology.floors) {
    const wasLaidOut = isPlanLaidOut(board, topology, id)
    const layout = layOutPlan(board, topology, id)
    if (!wasLaidOut) yield
    if (layout === null || knownPlanLabels(layout) !== null) continue
    let count = 0
    for (const shape of layout.floor.rooms.values()) {
      // The first access computes these properties, so that rendering does not have to.
      void [shape.path, shape.text]
      count += 1
      if (count % roomsPerStep === 0) yield
    }
    yield
    fitPlanLabels(board, layout, topology.rooms)
    yield
  }
}
