import { LRUCache } from 'lru-cache'
import type { Log } from '#server/gateway/http/request-log.ts'

const maxRemembered = 2_000

/**
 * Returns a function that logs entries of the store that cannot be read: each once, and again after its text changes.
 *
 * @param message the log message
 */
export function createUnreadableLog(log: Pick<Log, 'warn'>, message: string) {
  const logged = new LRUCache<string, string>({ max: maxRemembered })
  return (key: string, text: string, problem?: string): void => {
    if (logged.get(key) === text) return
    logged.set(key, text)
    log.warn(problem === undefined ? { key } : { key, problem }, message)
  }
}
