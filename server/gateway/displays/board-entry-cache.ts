import { LRUCache } from 'lru-cache'
import type { TopologyDocument } from '#server/gateway/topology/topology-summary.ts'
import type { TaskRunner } from '#server/gateway/butlr/answer-reader.ts'
import { toGatewayError, toButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import type { BoardDocument, BoardSettings } from './board-document.ts'

/**
 * What the gateway currently knows about a board. `places` and `sensors` remain the same objects while unchanged; each
 * is null while unknown.
 */
export type UpstreamState = BoardSettings & {
  places: TopologyDocument | null
  sensors: TopologyDocument | null
}

type CacheEntry = { state: UpstreamState; document: Promise<BoardDocument> }

/** Maximum number of cached boards; the least recently used are evicted and computed again when requested. */
export const maxCachedBoards = 200
/** Timeout of one computation, which all requests for a board share, in milliseconds. */
const deadlineMs = 15_000

/**
 * Creates the cache of board documents. A document is built again only when the state of its board has changed. Throws
 * `GatewayError`.
 */
export function createBoardEntryCache(
  runOnTexts: TaskRunner,
): (state: UpstreamState) => Promise<BoardDocument> {
  const cache = new LRUCache<string, CacheEntry>({ max: maxCachedBoards })

  async function build({ places, sensors, ...settings }: UpstreamState): Promise<BoardDocument> {
    const signal = AbortSignal.timeout(deadlineMs)
    const tags = { places: places?.tag ?? null, sensors: sensors?.tag ?? null }
    const texts = [places, sensors].map((document) => (document === null ? [] : [document.json]))
    try {
      return (await runOnTexts({ kind: 'board', settings, tags }, texts, signal)).board
    } catch (error) {
      throw error instanceof GatewayError ? error : toGatewayError(toButlrError(error, signal))
    }
  }

  return async function getBoardDocument(state) {
    const key = cacheKey(state)
    const cached = cache.get(key)
    if (cached && isSameState(cached.state, state)) return cached.document
    const entry = { state, document: build(state) }
    cache.set(key, entry)
    entry.document.catch(() => {
      if (cache.peek(key) === entry) cache.delete(key)
    })
    return entry.document
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
