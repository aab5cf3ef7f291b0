import { expect, test } from 'vitest'
import type { Session } from '#server/gateway/auth/session.ts'
import { createAccountCache } from './account-cache.ts'

const times = { token: 't', tokenUntil: 1, renewAt: 1 }
const person = (username: string): Session => ({
  kind: 'password',
  id: username,
  username,
  ...times,
})
const client = (clientId: string): Session => ({
  kind: 'client',
  id: clientId,
  clientId,
  clientSecret: 's',
  endsAt: 1,
  latestEnd: 1,
  ...times,
})
const summary = { sites: [], missing: [], asOf: 0, sensorRooms: new Map() }
const kept = (bytes: number, at = 0) => ({
  document: { json: new Uint8Array(bytes), tag: '', summary },
  at,
  complete: true,
})
const always = () => true

test('treats a person and API credentials with the same name as two accounts', () => {
  const { entry } = createAccountCache({ accounts: 9, bytes: 99 })
  entry(person('ada'), 'places').kept = kept(1)
  expect(entry(person('ada'), 'places').kept).toEqual(kept(1))
  expect(entry(person('ada'), 'sensors').kept).toBeUndefined()
  expect(entry(client('ada'), 'places').kept).toBeUndefined()
})

test('ignores case in email addresses, but not in client IDs, and distinguishes compatibility characters', () => {
  const { entry } = createAccountCache({ accounts: 9, bytes: 99 })
  entry(person('Ada@example.com'), 'places').kept = kept(1)
  expect(entry(person('ada@EXAMPLE.com'), 'places').kept).toEqual(kept(1))
  expect(entry(person('\uff41da@example.com'), 'places').kept).toBeUndefined()
  entry(client('Client'), 'places').kept = kept(1)
  expect(entry(client('client'), 'places').kept).toBeUndefined()
})

test('evicts the least recently used accounts first when there are too many', () => {
  const { entry, trim } = createAccountCache({ accounts: 2, bytes: 99 })
  for (const name of ['a', 'b', 'c']) entry(person(name), 'places').kept = kept(1)
  entry(person('a'), 'sensors')
  trim(always)
  const [b, a, c] = ['b', 'a', 'c'].map((name) => entry(person(name), 'places').kept)
  expect({ a, b, c }).toEqual({ a: kept(1), b: undefined, c: kept(1) })
})

test('evicts the least recently used accounts first when the cached responses exceed the size limit', () => {
  const { entry, trim } = createAccountCache({ accounts: 9, bytes: 10 })
  entry(person('a'), 'sensors').kept = kept(4)
  entry(person('b'), 'places').kept = kept(4)
  entry(person('c'), 'places').kept = kept(6)
  trim(always)
  expect(entry(person('a'), 'sensors').kept).toBeUndefined()
  expect(entry(person('b'), 'places').kept).toEqual(kept(4))
  expect(entry(person('c'), 'places').kept).toEqual(kept(6))
})

test('evicts responses that are too old to be used', () => {
  const { entry, trim } = createAccountCache({ accounts: 9, bytes: 99 })
  entry(person('a'), 'places').kept = kept(1, 5)
  entry(person('a'), 'sensors').kept = kept(1, 5)
  trim(({ at }, document) => document === 'places' && at === 5)
  expect(entry(person('a'), 'places').kept).toEqual(kept(1, 5))
  expect(entry(person('a'), 'sensors').kept).toBeUndefined()
})
