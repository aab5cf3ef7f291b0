import type { DocumentName } from '#src/contract/topology.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import { isComplete } from './complete-topology.ts'

export type TopologyAnswers = {
  /** Adds a response. Throws `ButlrError` or `GatewayError` if it cannot be completed. */
  add: (document: TopologyDocument, signal: AbortSignal) => Promise<void>
  /** Returns when the last response was added, in Unix milliseconds, or null before the first response. */
  addedAt: () => number | null
  /**
   * Returns the last response. An incomplete response is filled with records from an earlier response. Returns null if
   * the last response is too old or there is none. Returns the same object until something changes.
   */
  current: () => TopologyDocument | null
}

/** `at` is when Butlr sent the response, in Unix milliseconds. */
type Answer = { document: TopologyDocument; at: number }

/**
 * Creates the store of the responses for a document. Incomplete responses are filled from a base. A response becomes
 * the new base if it is complete, if it lacks no room or sensor of the previous base, or if there is no base that is
 * recent enough. Each record is as old as the response in which Butlr sent it.
 *
 * @param now Unix milliseconds
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
      // The topology cache may return the same response several times; it is filled only once.
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
