import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { abortable } from './abortable.ts'

test('settles like the wrapped promise and removes its abort listener', async () => {
  const { signal } = new AbortController()
  expect(await abortable(Promise.resolve(7), signal)).toBe(7)
  await expect(abortable(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('on abort, rejects with the reason even if the wrapped promise never settles', async () => {
  const page = new AbortController()
  const waiting = abortable(new Promise(() => undefined), page.signal)
  page.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  await expect(abortable(new Promise(() => undefined), page.signal)).rejects.toThrow('left')
})
