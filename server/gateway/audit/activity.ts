import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { ActivityEvent } from '#src/contract/activity.ts'
import type { CurrentUpstream } from '#server/gateway/auth/current-upstream.ts'
import { differenceBetween, Upstream } from '#server/gateway/auth/upstream.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import type { Store } from '#server/gateway/store/store.ts'

/** An event as it is kept. */
const KeptEvent = v.object({
  ...v.omit(ActivityEvent, ['id']).entries,
  /** Every board that it concerns; none for codes. */
  boardIds: v.array(v.string()),
  upstream: Upstream,
})
type KeptEvent = v.InferOutput<typeof KeptEvent>
type ListedEvent = KeptEvent & { id: string }

/** The events of boards and displays, the last thousand of at most ninety days (`audit/` in the store's budgets). */
export type Activity = {
  /** Keeps an event. Never throws: while the store is away the log alone has it. */
  add: (event: Omit<KeptEvent, 'at' | 'upstream'>) => void
  /** Those of the current upstream, newest first. Throws `StoreFailure`. */
  list: () => Promise<ListedEvent[]>
}

type Deps = {
  store: Store
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'warn'>
  upstream: CurrentUpstream
}

const keptMs = 90 * 24 * 3_600_000
const prefix = 'audit/'
const Kept = v.pipe(v.string(), v.parseJson(), KeptEvent)

/** Keeps events under keys that sort by time. */
export function createActivity({ store, now, log, upstream }: Deps): Activity {
  let hasFailed = false
  let added = 0
  return {
    add(event) {
      const at = now()
      const value = JSON.stringify({ ...event, at, upstream: upstream.known() })
      // Events of one millisecond keep their order, and several gateways never share an id.
      added += 1
      const order = `${padded(Math.floor(at), 15)}-${padded(added, 9)}`
      const id = `${order}-${randomBytes(4).toString('hex')}`
      store.put(prefix + id, { value, untilMs: at + keptMs }).then(
        () => (hasFailed = false),
        () => {
          if (!hasFailed) log.warn({}, 'activity not kept')
          hasFailed = true
        },
      )
    },
    async list() {
      const [listed, current] = await Promise.all([store.list(prefix), upstream.resolved()])
      return listed
        .flatMap(([key, value]) => {
          const parsed = v.safeParse(Kept, value)
          if (!parsed.success || differenceBetween(parsed.output.upstream, current)) return []
          return { ...parsed.output, id: key.slice(prefix.length) }
        })
        .toReversed()
    },
  }
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
