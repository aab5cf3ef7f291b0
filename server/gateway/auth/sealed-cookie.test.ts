import { hkdfSync } from 'node:crypto'
import { CompactEncrypt } from 'jose'
import { expect, test } from 'vitest'
import { createSeal, type Secrets } from './sealed-cookie.ts'
import { Session } from './session.ts'

const secret = 'a secret of more than thirty-two characters'
const session = {
  kind: 'password',
  id: 'session-1',
  username: 'ada@example.com',
  token: 'token-canary',
  tokenUntil: 2,
  renewAt: 1,
} as const

const sealFor = (secrets: Secrets, purpose = 'session cookie') =>
  createSeal(secrets, purpose, Session)

/** Seals any text as the gateway does, including invalid content. */
async function sealed(text: string): Promise<string> {
  const key = new Uint8Array(hkdfSync('sha256', secret, 'headroom', 'session cookie', 32))
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key)
}

test('unseals content that another gateway sealed with the same secret', async () => {
  const text = await sealFor([secret]).seal(session)
  expect(text).not.toContain('canary')
  expect(await sealFor([secret]).unseal(text)).toEqual({ content: session, isCurrent: true })
  expect(await sealFor([`${secret}.`]).unseal(text)).toBeNull()
})

test('unseals content sealed with the previous secret and marks it as not current', async () => {
  const [older, old, current] = ['1', '2', '3'].map((end) => secret + end)
  if (!older || !old || !current) throw new Error('expected three secrets')
  const text = await sealFor([old]).seal(session)
  expect(await sealFor([current, old]).unseal(text)).toEqual({ content: session, isCurrent: false })
  expect(await sealFor([current, older]).unseal(text)).toBeNull()
  const again = await sealFor([current, old]).seal(session)
  expect(await sealFor([current]).unseal(again)).toEqual({ content: session, isCurrent: true })
})

test('does not unseal content that was sealed for another purpose with the current or the previous secret', async () => {
  const text = await sealFor([secret]).seal(session)
  expect(await sealFor([secret], 'display cookie').unseal(text)).toBeNull()
  expect(await sealFor([`${secret}.`, secret], 'display cookie').unseal(text)).toBeNull()
})

test('rejects a sealed session in an unknown format', async () => {
  const { unseal } = sealFor([secret])
  expect((await unseal(await sealed(JSON.stringify(session))))?.content).toEqual(session)
  const { token: _, ...older } = session
  for (const text of [JSON.stringify(older), '{"kind":"admin"}', 'null', 'not JSON', '']) {
    expect(await unseal(await sealed(text))).toBeNull()
  }
})
