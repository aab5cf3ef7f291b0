import { expect, test } from 'vitest'
import { createMemoryStore } from '#server/gateway/store/memory-store.ts'
import { createActivityLog } from './activity-log.ts'

const upstream = { address: 'https://api.example', organisation: 'org_1' }

/** Creates an activity log. `add` adds an event; `settled` waits until it is stored. */
function start() {
  const clock = { now: 1_000 }
  const now = () => clock.now
  const store = createMemoryStore({ now })
  const warnings: object[] = []
  const activityLog = createActivityLog({
    store,
    now,
    log: { warn: (facts: object) => void warnings.push(facts) },
    upstream: {
      current: () => upstream,
      resolve: async () => upstream,
      defaultOwner: async () => upstream,
    },
    gatewayAccount: 'gateway',
  })
  const add = (account: string, name: string, boardIds: string[] = []) => {
    clock.now += 1
    activityLog.add({
      actor: 'account',
      event: 'board.changed',
      account,
      address: '192.0.2.7',
      name,
      boardIds,
    })
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
  return { store, activityLog, add, settled, warnings }
}

test('when there are too many events, removes only the oldest events of the account with the most events', async () => {
  const { activityLog, add, settled } = start()
  for (let index = 0; index < 20; index += 1) add('ada@example.com', `ada ${index}`)
  for (let index = 0; index < 1_500; index += 1)
    add(index % 2 === 0 ? 'eve@example.com' : ' EVE@example.com', `eve ${index}`)
  await expect.poll(async () => (await activityLog.list())[0]?.name).toBe('eve 1499')
  await settled()
  const kept = (await activityLog.list()).map(({ name }) => name)
  expect(kept).toHaveLength(1_000)
  expect(kept.filter((name) => name?.startsWith('ada'))).toHaveLength(20)
  expect([kept.includes('eve 519'), kept.includes('eve 520')]).toEqual([false, true])
})

test('when events take up too much space, removes only events of the account with the most events', async () => {
  const { store, activityLog, add } = start()
  for (let index = 0; index < 20; index += 1) add('ada@example.com', `ada ${index}`)
  const boardIds = Array.from({ length: 50 }, (_, index) => `board_${index}_`.padEnd(30, 'x'))
  for (let index = 0; index < 700; index += 1) add('eve@example.com', `eve ${index}`, boardIds)
  await expect.poll(async () => (await activityLog.list())[0]?.name).toBe('eve 699')
  const entries = await store.list('audit/')
  const bytes = entries.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0)
  expect(bytes).toBeLessThanOrEqual(1024 * 1024)
  expect(entries.length).toBeGreaterThan(400)
  expect((await activityLog.list()).filter(({ name }) => name?.startsWith('ada'))).toHaveLength(20)
})

test('logs the number of unreadable events once', async () => {
  const { store, activityLog, add, settled, warnings } = start()
  add('ada@example.com', 'ada')
  await settled()
  for (const key of ['audit/a', 'audit/b']) await store.put(key, { value: '{', untilMs: null })
  for (let requests = 0; requests < 3; requests += 1)
    expect(await activityLog.list()).toHaveLength(1)
  expect(warnings).toEqual([{ count: 2 }])
})
