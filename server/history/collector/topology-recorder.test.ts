import { expect, test } from 'vitest'
import { minutesPerDay, type HistoryBuilding } from '#src/domain/history/minutes.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { openHistoryFiles } from '#server/history/files/history-files.ts'
import { createTopologyRecorder } from './topology-recorder.ts'

const minuteMs = 60_000
const startAt = Date.UTC(2026, 9, 24, 4, 30)

/** Records a topology that changes at each request. */
async function startRecorder() {
  const warnings: string[] = []
  const log = {
    info: () => undefined,
    warn: (_: unknown, message: string) => warnings.push(message),
  }
  const files = await openHistoryFiles(createMemoryDisk().connect(), {
    root: '/history',
    generation: 1,
    log,
  })
  let clock = startAt
  let requests = 0
  const building = (id: string): HistoryBuilding => ({ id, name: id, timeZone: 'UTC', rooms: [] })
  const recorder = createTopologyRecorder(
    files,
    {
      gateway: {
        report: () => Promise.reject(new Error('not used')),
        topology: async () => {
          requests += 1
          return { ok: true, value: [building('main'), building(`changed_${requests}`)] }
        },
        capacities: async () => ({ ok: true, value: {} }),
        time: async () => ({ ok: true, value: clock }),
        lease: async () => ({ ok: true, value: 1 }),
      },
      now: () => clock,
      machineTime: () => clock,
      log,
    },
    () => undefined,
  )
  const run = async (minutes: number) => {
    for (const until = clock + minutes * minuteMs; clock < until; clock += minuteMs) {
      await recorder.update()
    }
  }
  return { files, warnings, run }
}

test('limits the topology changes that it stores in a day, and logs the limit once', async () => {
  const { files, warnings, run } = await startRecorder()
  await run(60)
  expect(files.index.snapshots).toHaveLength(12)
  await run(minutesPerDay - 60)
  expect(files.index.snapshots.length).toBeLessThanOrEqual(12 + 24)
  expect(warnings).toEqual(['too many topology changes in a day; the history stores one per hour'])
})

test('snapshots share the buildings that did not change', async () => {
  const { files, run } = await startRecorder()
  await run(10)
  const [first, second] = files.index.snapshots
  expect(second?.buildings[0]).toBe(first?.buildings[0])
})
