import { hkdfSync } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { expect, test } from 'vitest'
import { createSeal } from './seal.ts'
import { Session } from './session.ts'

const secret = 'a secret of more than thirty-two characters'
const session = {
  kind: 'password',
  username: 'ada@example.com',
  token: 'token-canary',
  tokenUntil: 2,
  renewAt: 1,
} as const

/** Seals any text as the gateway does, also one that it never would. */
async function sealed(text: string): Promise<string> {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', 'session cookie', 32))
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key)
}

test('what one gateway seals, another with the same secret opens', async () => {
  const text = await createSeal(secret, 'session cookie', Session).close(session)
  expect(text).not.toContain('canary')
  expect(await createSeal(secret, 'session cookie', Session).open(text)).toEqual(session)
  expect(await createSeal(`${secret}.`, 'session cookie', Session).open(text)).toBeNull()
})

test('what was sealed for one purpose opens for no other', async () => {
  const text = await createSeal(secret, 'session cookie', Session).close(session)
  expect(await createSeal(secret, 'display cookie', Session).open(text)).toBeNull()
})

test('a session of an older or unknown form is none', async () => {
  const { open } = createSeal(secret, 'session cookie', Session)
  expect(await open(await sealed(JSON.stringify(session)))).toEqual(session)
  const { token: _, ...older } = session
  for (const text of [JSON.stringify(older), '{"kind":"admin"}', 'null', 'not JSON', '']) {
    expect(await open(await sealed(text))).toBeNull()
  }
})
