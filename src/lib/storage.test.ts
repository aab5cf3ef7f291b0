import { expect, test, vi } from 'vitest'
import { browserStorage, writeOrRemove } from './storage.ts'

/** Replaces `localStorage` with storage that contains these items. */
function stubStorage(items: Record<string, string>): Map<string, string> {
  const stored = new Map(Object.entries(items))
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  })
  return stored
}

test('reads, writes and removes values', () => {
  const stored = stubStorage({ known: 'a' })
  expect(browserStorage.read('known')).toBe('a')
  expect(browserStorage.read('unknown')).toBeNull()
  expect(browserStorage.write('known', 'b')).toBe(true)
  expect(stored.get('known')).toBe('b')
  browserStorage.remove('known')
  expect(stored.has('known')).toBe(false)
})

test('writing null removes the value', () => {
  const stored = stubStorage({})
  writeOrRemove('key', 'a')
  expect(stored.get('key')).toBe('a')
  writeOrRemove('key', null)
  expect(stored.has('key')).toBe(false)
})

test('if storage is full, a write returns false and keeps the stored value', () => {
  stubStorage({ known: 'a' })
  vi.spyOn(localStorage, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(browserStorage.write('known', 'b')).toBe(false)
  expect(browserStorage.read('known')).toBe('a')
})

test('if storage is forbidden, reads return null, writes return false and no method throws', () => {
  const forbid = () => {
    throw new DOMException('forbidden', 'SecurityError')
  }
  vi.stubGlobal('localStorage', new Proxy({}, { get: forbid }))
  expect(browserStorage.read('key')).toBeNull()
  expect(browserStorage.write('key', 'a')).toBe(false)
  expect(() => browserStorage.remove('key')).not.toThrow()
})
