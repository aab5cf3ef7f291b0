import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import * as v from 'valibot'
import { normalizeAccount } from './login-limits.ts'
import { createSeal, type Secrets } from './seal.ts'
import { sealedCookie } from '#server/gateway/http/sealed-cookie.ts'

/** Remembers to which accounts a browser signed in before, so that guesses of strangers cannot lock it out. */
export type DeviceCookie = {
  /** The id of this browser if it signed in to the account before, else null. */
  read: (c: Context, account: string) => Promise<string | null>
  /** Notes a successful sign-in. */
  remember: (c: Context, account: string) => Promise<void>
}

const Device = v.strictObject({
  id: v.string(),
  /** Hashes of accounts, newest first. */
  accounts: v.array(v.string()),
})

const lifeMs = 180 * 24 * 3_600_000
const rememberedAccounts = 5

/** The cookie holds no name, opens nothing, and outlives sign-out. */
export function createDeviceCookie(secrets: Secrets): DeviceCookie {
  const cookie = sealedCookie(
    '__Host-headroom-device',
    lifeMs,
    createSeal(secrets, 'device cookie', Device),
  )
  async function open(c: Context) {
    const opened = await cookie.read(c)
    return opened === null || opened === 'unreadable' ? null : opened.content
  }

  return {
    async read(c, account) {
      const device = await open(c)
      return device?.accounts.includes(hashOf(account)) === true ? device.id : null
    },
    async remember(c, account) {
      const device = await open(c)
      const hash = hashOf(account)
      const others = device?.accounts.filter((known) => known !== hash) ?? []
      await cookie.write(c, {
        id: device?.id ?? randomBytes(12).toString('base64url'),
        accounts: [hash, ...others].slice(0, rememberedAccounts),
      })
    },
  }
}

function hashOf(account: string): string {
  return createHash('sha256').update(normalizeAccount(account)).digest('base64url')
}
