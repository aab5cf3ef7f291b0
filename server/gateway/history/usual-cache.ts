import * as v from 'valibot'
import { UsualPeople } from '#src/contract/history.ts'
import type { Log } from '#server/gateway/http/request-log.ts'

/** Interval between computations, and between attempts after a failure, in milliseconds. */
const refreshMs = 15 * 60_000
const retryMs = 60_000

/** Returns the latest usual occupancy; null until one is computed. Starts a computation if one is due, without waiting. */
export type LatestUsual = () => UsualPeople | null

/**
 * Creates a cache of the usual occupancy of all rooms, which all displays share. Computes it once per quarter of an
 * hour while displays request it. A failure keeps the last result, which states the hour to which it applies. Logs the
 * first of successive failures.
 *
 * @param compute returns the JSON of `UsualPeople`
 * @param now returns Unix milliseconds
 */
export function createUsualCache(
  compute: () => Promise<Uint8Array>,
  now: () => number,
  log: Pick<Log, 'warn'>,
): LatestUsual {
  let latest: UsualPeople | null = null
  let quarter: number | null = null
  let isComputing = false
  let failedAt = Number.NEGATIVE_INFINITY
  let isFailing = false

  async function refresh(wanted: number): Promise<void> {
    isComputing = true
    try {
      const json: unknown = JSON.parse(new TextDecoder().decode(await compute()))
      latest = v.parse(UsualPeople, json)
      quarter = wanted
      isFailing = false
    } catch (error) {
      failedAt = now()
      if (!isFailing)
        log.warn({ error: String(error) }, 'cannot compute usual occupancy for displays')
      isFailing = true
    } finally {
      isComputing = false
    }
  }

  return () => {
    const wanted = Math.floor(now() / refreshMs)
    const mayRetry = Math.abs(now() - failedAt) >= retryMs
    if (quarter !== wanted && !isComputing && mayRetry) void refresh(wanted)
    return latest
  }
}
