import { randomInt } from 'node:crypto'
import * as v from 'valibot'
import {
  codeAlphabet,
  displayMs,
  pairingMs,
  type PairDisplay,
  type PairingState,
} from '#src/wall-display/display-contract.ts'
import { GatewayProblem } from '#server/gateway/problem.ts'
import { StoreFull } from '#server/gateway/store/budgets.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { PairingRecord, type DisplayRecord } from './display-record.ts'
import type { Displays } from './displays.ts'
import { hashOf, isKeyOf, makeKey } from './key.ts'

/** What a screen that shows a code holds in its cookie. */
export const PairingKey = v.strictObject({ code: v.string(), key: v.string() })
export type PairingKey = v.InferOutput<typeof PairingKey>

export type Pairing = {
  /** A code for a screen. Throws `too_many_attempts` when more are open than screens can be. */
  offer: () => Promise<{ held: PairingKey; expiresAt: number }>
  /** Pairs the screen that shows a code, once. Throws `wrong_code`. */
  claim: (wish: PairDisplay, pairedBy: string) => Promise<DisplayRecord>
  /** How a screen's code stands; with the display's id the screen becomes that display. */
  state: (held: PairingKey) => Promise<{ state: PairingState; displayId: string | null }>
}

const Kept = v.pipe(v.string(), v.parseJson(), PairingRecord)
const pairingKey = (code: string) => `pairing/${code}`

/**
 * Pairs without typing on the screen: it shows a code, and somebody who is signed in enters it elsewhere. The screen's key
 * never leaves its cookie; the store holds a hash, so that whoever reads the store is no display.
 *
 * @param now epoch milliseconds
 */
export function createPairing(store: Store, displays: Displays, now: () => number): Pairing {
  const find = async (code: string) => {
    const value = await store.get(pairingKey(code))
    const parsed = v.safeParse(Kept, value)
    return parsed.success ? { value, record: parsed.output } : null
  }
  const written = (record: PairingRecord) => ({
    value: JSON.stringify(record),
    untilMs: record.expiresAt,
  })

  /** Says whether the code was free. */
  async function keep(code: string, record: PairingRecord): Promise<boolean> {
    try {
      return await store.replace(pairingKey(code), null, written(record))
    } catch (error) {
      if (!(error instanceof StoreFull)) throw error
      throw new GatewayProblem('too_many_attempts', {
        message: 'Too many screens wait to be paired.',
        retryAfterSeconds: 60,
      })
    }
  }

  return {
    async offer() {
      const key = makeKey()
      const expiresAt = now() + pairingMs
      const record = { keyHash: hashOf(key), expiresAt, displayId: null }
      for (;;) {
        const code = makeCode()
        if (await keep(code, record)) {
          return { held: { code, key }, expiresAt }
        }
      }
    },
    async claim({ code, name, boardId }, pairedBy) {
      const found = await find(code)
      if (found === null || found.record.displayId !== null) throw new GatewayProblem('wrong_code')
      const { keyHash } = found.record
      // The id belongs to the code: whoever claims it twice at once makes one display.
      const id = `display_${keyHash.slice(0, 16)}`
      const claimed = written({ ...found.record, displayId: id })
      const record = {
        id,
        name,
        boardId,
        pairedBy,
        keyHash,
        pairedAt: now(),
        until: now() + displayMs,
      }
      // The display first: were the code claimed first and the display not written, the screen would wait for ever.
      if (!(await displays.add(record))) throw new GatewayProblem('wrong_code')
      if (await store.replace(pairingKey(code), found.value, claimed)) return record
      await displays.remove(id)
      throw new GatewayProblem('wrong_code')
    },
    async state({ code, key }) {
      const found = await find(code)
      if (found === null || !isKeyOf(found.record.keyHash, key)) {
        return { state: { state: 'expired' }, displayId: null }
      }
      const { displayId, expiresAt } = found.record
      if (displayId === null) return { state: { state: 'waiting', expiresAt }, displayId }
      return { state: { state: 'paired' }, displayId }
    },
  }
}

function makeCode(): string {
  return Array.from({ length: 6 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('')
}
