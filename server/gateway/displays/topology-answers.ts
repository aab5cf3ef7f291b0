import type { DocumentName } from '#src/contract/topology.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import { isComplete } from './complete-topology.ts'

/** The responses for one topology document. */
export type TopologyAnswers = {
  /** Adds a response. Throws `ButlrError` and `GatewayError` if it cannot be completed. */
  add: (document: TopologyDocument, signal: AbortSignal) => Promise<void>
  /** When the last response was added, epoch milliseconds; null before the first. */
  addedAt: () => number | null
  /**
   * Returns the last response. While it is incomplete, the records that it lacks come from the last complete one. Returns
   * null if there is none that may be used. Returns the same object until something changes.
   */
  current: () => TopologyDocument | null
}

/** `at` is when Butlr sent the response, in epoch milliseconds. */
type Answer = { document: TopologyDocument; at: number }

/**
 * Creates the store of the responses for a document. A response becomes the new base if it is complete, if it lacks no
 * room or sensor of the previous base, or if that base is too old to use. Each record is as old as the response in which
 * Butlr sent it.
 *
 * @param now epoch milliseconds
 * @param usableMs maximum age of a record, in milliseconds
 */
export function createTopologyAnswers(
  name: DocumentName,
  { runOnTexts, now }: { runOnTexts: TaskRunner; now: () => number },
  usableMs: number,
): TopologyAnswers {
  let addedAt: number | null = null
  /**
   * `filled` is the response plus the records that only `base` contains; null if `base` adds none, cannot be used or is
   * not needed.
   */
  let latest: (Answer & { filled: TopologyDocument | null }) | null = null
  let base: Answer | null = null

  function isUsable({ at }: Answer): boolean {
    const age = now() - at
    return age >= 0 && age < usableMs
  }

  async function fill(document: TopologyDocument, signal: AbortSignal) {
    if (base === null || isComplete(document.summary) || !isUsable(base)) return null
    const texts = [[document.json], [base.document.json]]
    const task = { kind: 'complete-topology', document: name, now: now() } as const
    return (await runOnTexts(task, texts, signal)).document
  }

  return {
    async add(document, signal) {
      const at = now()
      // The topology cache returns a response several times.
      if (document !== latest?.document) {
        const filled = await fill(document, signal)
        latest = { document, at: Math.min(document.summary.asOf, at), filled }
        if (filled === null) base = latest
      }
      addedAt = at
    },
    addedAt: () => addedAt,
    current() {
      if (latest === null || !isUsable(latest)) return null
      const isFilled = latest.filled !== null && base !== null && isUsable(base)
      return isFilled ? latest.filled : latest.document
    },
  }
}
