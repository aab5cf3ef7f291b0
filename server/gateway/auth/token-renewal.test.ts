import { expect, test } from 'vitest'
import { createClientAccounts } from './token-renewal.ts'
import type { ClientSession } from './session.ts'

const session = (clientId: string, clientSecret = 'secret'): ClientSession => ({
  kind: 'client',
  id: 'session',
  latestEnd: 0,
  clientId,
  clientSecret,
  endsAt: 1,
  token: 'token',
  tokenUntil: 1,
  renewAt: 1,
})

test('returns the same account only for sessions with the same credentials', () => {
  const accountOf = createClientAccounts(10)
  expect(accountOf(session('a'))).toBe(accountOf(session('a')))
  expect(accountOf(session('a'))).not.toBe(accountOf(session('a', 'other')))
  expect(accountOf(session('a'))).not.toBe(accountOf(session('b')))
  expect(accountOf(session('ab', 'c'))).not.toBe(accountOf(session('a', 'bc')))
})

test('evicts the least recently used accounts beyond the capacity', () => {
  const accountOf = createClientAccounts(3)
  const first = accountOf(session('0'))
  const second = accountOf(session('1'))
  accountOf(session('2'))
  expect(accountOf(session('0'))).toBe(first)
  accountOf(session('3'))
  expect(accountOf(session('0'))).toBe(first)
  expect(accountOf(session('1'))).not.toBe(second)
})
