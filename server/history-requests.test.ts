import { expect, test } from 'vitest'
import {
  failed,
  type GatewayRequests,
  type HistoryRequests,
  type Requests,
} from '#server/history/protocol.ts'
import type { HistoryOptions } from '#server/gateway/history/history-options.ts'
import { StoreError } from '#server/gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import { minute, readError, startedAt, startHeadroom } from './test-headroom.ts'
import { historyPath } from './test-room-history.ts'

const unavailable = async () => failed('unavailable')
const unavailableHistory: Requests<HistoryRequests> = {
  status: unavailable,
  room: unavailable,
  placeRooms: unavailable,
  placeHours: unavailable,
  placeRoomHours: unavailable,
  placeMoments: unavailable,
  placeMinutes: unavailable,
  placeSensors: unavailable,
  overCapacity: unavailable,
  usual: unavailable,
  formerRoom: unavailable,
}

/** Creates the options of a gateway with an unavailable history, and returns what the history may request. */
function createHistory() {
  const started: Requests<GatewayRequests>[] = []
  const history: HistoryOptions = {
    keepDays: 400,
    keepsSmallRoomMinutes: false,
    start(gateway) {
      started.push(gateway)
      return unavailableHistory
    },
  }
  return { history, getRequests: () => started[0] }
}

test('the gateway passes Butlr’s time to the history, not the machine’s', async () => {
  const { history, getRequests } = createHistory()
  const { signIn, clock, butlr } = await startHeadroom({ history })
  const signal = new AbortController().signal
  const requests = getRequests()
  const readTime = async () => (await requests?.time(null, signal)) ?? failed('failed')
  expect(await readTime()).toEqual({ ok: true, value: null })
  butlr.change = async (_, response) => {
    response.headers.set('Date', new Date(startedAt).toUTCString())
    return response
  }
  clock.now += 5 * 365 * 24 * 60 * minute
  await signIn(demoCredentials)
  await requests?.topology(null, signal)
  const time = await readTime()
  const ahead = time.ok ? (time.value ?? 0) - startedAt : -1
  expect(ahead).toBeGreaterThanOrEqual(0)
  expect(ahead).toBeLessThan(24 * 60 * minute)
})

test('an account with many queries does not block another account, and excess queries are rejected as busy', async () => {
  const waiting: (() => void)[] = []
  let running = 0
  const { signIn, room } = await startHeadroom({
    history: {
      keepDays: 400,
      keepsSmallRoomMinutes: false,
      start: () => ({
        ...unavailableHistory,
        formerRoom: async () => ({ ok: true, value: null }),
        async room() {
          running += 1
          await new Promise<void>((resolve) => waiting.push(resolve))
          return { ok: true, value: new TextEncoder().encode('{}') }
        },
      }),
    },
  })
  const path = historyPath(room('Oak'), 1)
  const [one, other, third] = [
    await signIn(demoCredentials),
    await signIn(demoCredentials),
    await signIn(testAccounts.reportsOnly),
  ]
  const rejected: Response[] = []
  const queries = [one, other].flatMap((person) =>
    Array.from({ length: 12 }, async () => {
      const response = await person.get(path)
      if (response.status === 429) rejected.push(response)
    }),
  )
  await expect.poll(() => rejected.length).toBeGreaterThanOrEqual(2 * 12 - 1 - 16)
  expect(running).toBe(1)
  expect(await readError(rejected[0] ?? new Response())).toMatchObject({
    code: 'busy',
    message: expect.stringMatching(/\.$/),
  })
  const answer = third.get(path)
  await expect.poll(() => running).toBe(2)
  waiting[1]?.()
  expect((await answer).status).toBe(200)
  const letGo = setInterval(() => waiting.shift()?.(), 1)
  await Promise.all(queries)
  clearInterval(letGo)
})

test('the history gets no capacities while the settings are unknown', async () => {
  const { history, getRequests } = createHistory()
  const store = await temporaryStore(() => startedAt)
  let isAway = true
  const { clock } = await startHeadroom({
    store: {
      ...store,
      async get(key) {
        if (isAway && key.startsWith('settings/')) throw new StoreError('away')
        return store.get(key)
      },
    },
    history,
  })
  const signal = new AbortController().signal
  const requests = getRequests()
  expect(await requests?.capacities(null, signal)).toMatchObject({ ok: false })
  expect(await requests?.topology(null, signal)).toMatchObject({ ok: false })
  isAway = false
  clock.now += 10_000
  expect(await requests?.capacities(null, signal)).toEqual({ ok: true, value: {} })
})
