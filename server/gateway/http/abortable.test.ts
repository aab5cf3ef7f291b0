import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { abortable } from './abortable.ts'

test('work that settles in time settles as it would, and leaves nothing on the signal', async () => {
  const { signal } = new AbortController()
  expect(await abortable(Promise.resolve(7), signal)).toBe(7)
  await expect(abortable(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('work that never settles ends with the signal', async () => {
  const page = new AbortController()
  const waiting = abortable(new Promise(() => undefined), page.signal)
  page.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  await expect(abortable(new Promise(() => undefined), page.signal)).rejects.toThrow('left')
})
