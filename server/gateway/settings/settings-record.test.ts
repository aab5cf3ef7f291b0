import { expect, test } from 'vitest'
import { budgets } from '#server/gateway/store/store.ts'
import type { SettingChange } from '#src/contract/settings.ts'
import { changeSettings, emptySettings } from './settings-record.ts'

const origin = { by: 'facilities@example.com', at: 1_790_000_000_000 }
const capacities = (rooms: number, after: number, before?: number): SettingChange[] =>
  Array.from({ length: rooms }, (_, index) => ({
    section: 'rooms',
    id: `room_${String(index).padStart(20, '0')}`,
    field: 'capacity',
    after,
    ...(before !== undefined && { before }),
  }))

test('keeps the newest 100 changes', () => {
  let record = emptySettings
  for (let capacity = 1; capacity <= 120; capacity += 1) {
    const before = capacity === 1 ? undefined : capacity - 1
    record = changeSettings(record, capacities(1, capacity, before), origin)
  }
  expect(record.changes).toHaveLength(100)
  expect(record.changes.at(-1)?.items[0]?.after).toBe(120)
})

test('the capacities of 10,000 rooms and their last change fit the budget of the store', () => {
  const first = changeSettings(emptySettings, capacities(10_000, 8), origin)
  const second = changeSettings(first, capacities(10_000, 12, 8), origin)
  expect(second.changes).toHaveLength(1)
  const budget = budgets.find(({ prefix }) => prefix === 'settings/')
  expect(Buffer.byteLength(JSON.stringify(second))).toBeLessThan(budget?.maxEntryBytes ?? 0)
})

test('a change without an effect is not recorded', () => {
  const record = changeSettings(emptySettings, capacities(1, 8), origin)
  expect(changeSettings(record, capacities(1, 8, 8), origin)).toBe(record)
})

test('rejects a change that is too large for the list of changes', () => {
  const changes = Array.from({ length: 700 }, (_, index) => ({
    section: 'rooms' as const,
    id: `room_${index}`,
    field: 'note',
    after: '\u6f22'.repeat(500),
  }))
  expect(() => changeSettings(emptySettings, changes, origin)).toThrow(/Import them in several/)
  expect(changeSettings(emptySettings, changes.slice(0, 600), origin).changes).toHaveLength(1)
})
