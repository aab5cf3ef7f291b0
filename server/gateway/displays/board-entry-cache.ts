import { LRUCache } from 'lru-cache'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import { toGatewayError, toButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { BoardDocument, BoardSettings } from './board-document.ts'

/**
 * The current settings and topology of a board. `places` and `sensors` remain the same objects while unchanged; each is
 * null while unknown.
 */
export type UpstreamState = BoardSettings & {
  places: TopologyDocument | null
  sensors: TopologyDocument | null
}

/** The data that the counts of a board depend on. */
export type BoardFacts = Omit<BoardDocument, 'json' | 'jsonTag' | 'timeZones'>
/** The JSON of a board as sent to displays, its tag, and the time zones of its sites. */
export type BoardJson = Pick<BoardDocument, 'json' | 'jsonTag' | 'timeZones'>
type FactsEntry = { state: UpstreamState; facts: Promise<BoardFacts> }
type JsonEntry = BoardJson & { state: UpstreamState }

/** Maximum number of cached boards; the least recently used are evicted and computed again when requested. */
export const maxCachedBoards = 200
/**
 * Maximum size of the cached JSON of all boards, in bytes. Displays request it only when their board changes, so it may
 * be evicted earlier than the facts, which every poll needs.
 */
const maxJsonBytes = 64 * 1024 * 1024
/** Timeout of one computation, in milliseconds. All requests for a board share one computation. */
const deadlineMs = 15_000

/**
 * Creates the cache of boards. Computes a board again only when its state has changed, or when its JSON is needed and
 * has been evicted. Both functions throw `GatewayError`.
 */
export function createBoardEntryCache(runOnTexts: TaskRunner): {
  facts: (state: UpstreamState) => Promise<BoardFacts>
  json: (state: UpstreamState) => Promise<BoardJson>
} {
  const factsCache = new LRUCache<string, FactsEntry>({ max: maxCachedBoards })
  const jsonCache = new LRUCache<string, JsonEntry>({
    maxSize: maxJsonBytes,
    sizeCalculation: ({ json }) => json.length + 1,
  })

  async function build(state: UpstreamState): Promise<BoardDocument> {
    const { places, sensors, ...settings } = state
    const signal = AbortSignal.timeout(deadlineMs)
    const tags = { places: places?.tag ?? null, sensors: sensors?.tag ?? null }
    const texts = [places, sensors].map((document) => (document === null ? [] : [document.json]))
    try {
      const { board } = await runOnTexts({ kind: 'board', settings, tags }, texts, signal)
      const { json, jsonTag, timeZones } = board
      jsonCache.set(cacheKey(state), { state, json, jsonTag, timeZones })
      return board
    } catch (error) {
      throw error instanceof GatewayError ? error : toGatewayError(toButlrError(error, signal))
    }
  }

  async function buildFacts(state: UpstreamState): Promise<BoardFacts> {
    const { rooms, health, sensorsAsOf, tag } = await build(state)
    return { rooms, health, sensorsAsOf, tag }
  }

  async function facts(state: UpstreamState): Promise<BoardFacts> {
    const key = cacheKey(state)
    const cached = factsCache.get(key)
    if (cached && isSameState(cached.state, state)) return cached.facts
    const entry = { state, facts: buildFacts(state) }
    factsCache.set(key, entry)
    entry.facts.catch(() => {
      if (factsCache.peek(key) === entry) factsCache.delete(key)
    })
    return entry.facts
  }

  return {
    facts,
    async json(state) {
      // Joins a computation that is in progress.
      await facts(state)
      const cached = jsonCache.get(cacheKey(state))
      return cached && isSameState(cached.state, state) ? cached : build(state)
    },
  }
}

/** Returns the key under which displays that exclude the same rooms from a board share its responses. */
export function cacheKey({ board, excludedRooms }: BoardSettings): string {
  return JSON.stringify([board.id, ...excludedRooms])
}

function isSameState(a: UpstreamState, b: UpstreamState): boolean {
  return (
    a.board.revision === b.board.revision &&
    a.places === b.places &&
    a.sensors === b.sensors &&
    a.overrides === b.overrides
  )
}
