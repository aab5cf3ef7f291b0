import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openRedisStore } from '#server/gateway/store/redis-store.ts'
import { StoreError, type Store } from '#server/gateway/store/store.ts'
import { startSharedRedis, temporaryStore } from '#server/gateway/store/test-stores.ts'
import { createViewRecords, type StoredView, type ViewsRecord } from './view-records.ts'

const unusedDatabase = startSharedRedis()
async function redisStore(): Promise<Store> {
  const log = { warn: () => undefined, info: () => undefined }
  const store = await openRedisStore(unusedDatabase(), Date.now, log, 60_000)
  onTestFinished(() => store.close())
  return store
}

const view: StoredView = {
  name: 'Free now',
  query: '?state=free',
  visibility: 'mine',
  id: 'view_1',
  revision: 1,
  createdAt: 1_000,
  changedAt: 1_000,
}
const empty: ViewsRecord = {
  upstream: { address: 'https://butlr.test', organisation: null },
  sharedBy: null,
  sites: [],
  views: [],
  unreadable: [],
}
const adding = (added: StoredView) => (before: ViewsRecord | null) => {
  const record = before ?? empty
  return { ...record, views: [...record.views, added] }
}

function openRecords(store: Store) {
  const logged: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) })
  return { ...createViewRecords(store, log), logged }
}

const putRecord = (store: Store, owner: string, record: object) =>
  store.put(`views/${owner}`, { value: JSON.stringify(record), untilMs: null })

describe.each<[string, () => Promise<Store>]>([
  ['a file', () => temporaryStore()],
  ['Redis', redisStore],
])('with records in %s', (_, openStore) => {
  test('returns the stored record of each account, and deletes an empty record', async () => {
    const store = await openStore()
    const records = openRecords(store)
    await records.change('ada', adding(view))
    expect(await openRecords(store).list('ada')).toEqual([
      { owner: 'ada', record: { ...empty, views: [view] } },
    ])
    await records.change('ada', () => empty)
    expect(await store.list('views/')).toEqual([])
  })

  test('keeps the changes of two gateways that write at the same time', async () => {
    const store = await openStore()
    const [one, other] = [openRecords(store), openRecords(store)]
    const ids = Array.from({ length: 8 }, (_item, index) => `view_${index}`)
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 === 0 ? one : other).change('ada', adding({ ...view, id })),
      ),
    )
    const [stored] = await openRecords(store).list('ada')
    expect(stored?.record.views.map(({ id }) => id).toSorted()).toEqual(ids)
  })

  test('leaves out a view in an unknown format, and preserves it when other views change', async () => {
    const store = await openStore()
    const newer = { ...view, id: 'view_2', visibility: 'team', colour: 'red' }
    const { unreadable: _unreadable, ...stored } = { ...empty, version: 1, views: [newer, view] }
    await putRecord(store, 'ada', stored)
    const records = openRecords(store)
    expect(await records.list('ada')).toMatchObject([{ record: { views: [view] } }])
    await records.list('ada')
    expect(records.logged).toEqual([expect.stringContaining('cannot read some saved views')])
    await records.change('ada', (before) => ({ ...(before ?? empty), views: [] }))
    expect(JSON.parse((await store.get('views/ada')) ?? '')).toEqual({ ...stored, views: [newer] })
  })

  test('moves each view once, even after an interruption between writing and deleting', async () => {
    const store = await openStore()
    const newer = { ...view, id: 'view_2', visibility: 'team' }
    const { unreadable: _unreadable, ...former } = { ...empty, version: 1, views: [newer, view] }
    const records = openRecords(store)
    for (let moves = 0; moves < 2; moves += 1) {
      await putRecord(store, 'Ada', former)
      await records.moveViews('Ada', 'ada')
    }
    expect(JSON.parse((await store.get('views/ada')) ?? '')).toMatchObject({
      views: [view, newer],
    })
    expect(await store.get('views/Ada')).toBeNull()
  })

  test('neither shows nor overwrites a record of a later version', async () => {
    const store = await openStore()
    const later = { ...empty, version: 2 }
    await putRecord(store, 'ada', later)
    const records = openRecords(store)
    expect(await records.list('bob')).toEqual([])
    await expect(records.list('ada')).rejects.toThrow(StoreError)
    await expect(records.change('ada', adding(view))).rejects.toThrow(StoreError)
    expect(JSON.parse((await store.get('views/ada')) ?? '')).toEqual(later)
  })
})
