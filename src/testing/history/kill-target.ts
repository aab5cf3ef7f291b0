import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { deriveInParts } from '#src/domain/history/room-minutes.ts'
import { createCollector } from '#server/history/collector/collector.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import { Building } from '#server/history/process-messages.ts'

// Collects from a simulator until it is killed. `history-kills.soak.ts` starts this process.

const Options = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    root: v.string(),
    url: v.string(),
    token: v.string(),
    generation: v.number(),
    topology: v.array(Building),
  }),
)
const { root, url, token, generation, topology } = v.parse(
  Options,
  readFileSync(process.argv[2] ?? '', 'utf8'),
)

const collector = createCollector({
  gateway: {
    async report(body) {
      const response = await fetch(`${url}/api/v3/reporting`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const code = response.status === 413 ? 'too_large' : 'unavailable'
      return response.ok
        ? { ok: true, value: new Uint8Array(await response.arrayBuffer()) }
        : { ok: false, failure: { code } }
    },
    topology: async () => ({ ok: true, value: topology }),
    capacities: async () => ({ ok: true, value: {} }),
    time: async () => ({ ok: true, value: Date.now() }),
    lease: async () => ({ ok: true, value: generation }),
  },
  files: nodeFileSystem,
  root,
  elapsed: () => performance.now(),
  machineTime: Date.now,
  log: { info: () => undefined, warn: () => undefined },
  requestsPerMinute: 60_000,
  backfillDays: 2,
  keepDays: 30,
  areSmallRoomsKept: true,
  derive: deriveInParts,
})

for (;;) {
  const wait = await collector.step()
  if (wait > 1_000 && collector.status().state === 'current') break
  await sleep(Math.min(wait, 1_000))
}
