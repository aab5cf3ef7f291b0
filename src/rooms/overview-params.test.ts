import { expect, test } from 'vitest'
import { readParams, writeParams } from './overview-params.ts'

const read = (query: string) => readParams(new URLSearchParams(query))
const write = (query: string, change: Parameters<typeof writeParams>[1]) =>
  writeParams(new URLSearchParams(query), change).toString()

test('a link says which state, search and sort it shows', () => {
  expect(read('state=busy&q=map&sort=occupancy')).toEqual({
    state: 'busy',
    q: 'map',
    sort: 'occupancy',
  })
})

test('what means nothing in a link is ignored', () => {
  expect(read('state=purple&sort=')).toEqual({ state: null, q: '', sort: 'floor' })
})

test('defaults are not written into the link', () => {
  expect(write('state=busy&q=map&sort=name', { state: null, q: '', sort: 'floor' })).toBe('')
})

test('a change keeps the rest of the link, also what is not the overview’s', () => {
  expect(write('metric=max&q=map', { sort: 'name' })).toBe('metric=max&q=map&sort=name')
})
