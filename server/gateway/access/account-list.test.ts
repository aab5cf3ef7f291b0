import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Session } from '#server/gateway/auth/session.ts'
import { isListed, parseAccountList } from './account-list.ts'

const times = { id: 'session_1', token: 't', tokenUntil: 1, renewAt: 1 }
const person = (username: string): Session => ({ kind: 'password', username, ...times })
const client = (clientId: string): Session => ({
  kind: 'client',
  clientId,
  clientSecret: 's',
  endsAt: 1,
  latestEnd: 1,
  ...times,
})
const listed = (text: string, session: Session) => {
  const list = parseAccountList(text)
  if (list === null) throw new Error(`not a valid list: ${text}`)
  return isListed(list, session)
}

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['Ada@Example.COM', 'ada@example.com'],
  ['ada@example.com', 'ADA@EXAMPLE.COM'],
  ['other@x.org, ada@example.com', 'ada@example.com'],
  ['other@x.org\n  ada@example.com ', 'ada@example.com'],
  ['@example.com', 'ada@example.com'],
  ['@EXAMPLE.com', 'Ada@example.Com'],
  // Composed and decomposed characters are equivalent.
  ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['@b\u00fccher.example', 'ada@bu\u0308cher.example'],
])('list "%s" contains %s', (text, username) => {
  expect(listed(text, person(username))).toBe(true)
})

test.each([
  ['@example.com', 'ada@evil-example.com'],
  ['@example.com', 'ada@sub.example.com'],
  ['@example.com', 'ada@example.com.evil.org'],
  ['@example.com', 'ada@example.com@evil.org'],
  ['@example.com', 'ada@evil.org@example.com'],
  ['@example.com', '@example.com'],
  ['@example.com', 'example.com'],
  ['@example.com', 'ada@example.com '],
  ['@example.com', 'ada@example.com\u0000'],
  ['@example.com', 'ada@ex\uff41mple.com'],
  ['ada@example.com', 'ada@example\uff0ecom'],
  ['ada@example.com', 'xada@example.com'],
  ['ada@example.com', ' ada@example.com'],
  ['ada@example.com', 'ada+x@example.com'],
  ['client_1', 'client_1'],
])('list "%s" does not contain %j', (text, username) => {
  expect(listed(text, person(username))).toBe(false)
})

test('matches API credentials by client ID, never by email address', () => {
  expect(listed('client_1 ada@example.com', client('client_1'))).toBe(true)
  expect(listed('client_1', client('client_12'))).toBe(false)
  expect(listed('@example.com ada@example.com', client('ada@example.com'))).toBe(false)
})

test.each([
  ' , ',
  '*',
  '*@example.com',
  '@*.example.com',
  '@',
  '@example',
  '@example.com.',
  '@.example.com',
  '@@example.com',
  'a@b@example.com',
  'ada@',
  'example.com',
  'https://example.com',
  'Ada <ada@example.com>',
  '"ada@example.com"',
  'ada@example.com;bob@example.com',
])('rejects the invalid list "%s"', (text) => {
  expect(parseAccountList(text)).toBeNull()
})

test('without a list, matches every account', () => {
  expect(isListed(undefined, person('x'))).toBe(true)
})

test('matches a domain only if the name has a single @ that is followed by that domain and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (head, tail) => {
      const username = `${head}example.com${tail}`
      const expected =
        tail === '' &&
        head.endsWith('@') &&
        head.length > 1 &&
        head.indexOf('@') === head.length - 1
      expect(listed('@example.com', person(username))).toBe(expected)
    }),
  )
})
