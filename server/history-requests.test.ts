import { expect, test } from 'vitest'
import { failed, type GatewayRequests, type Requests } from '#server/history/protocol.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { minute, startedAt, startHeadroom } from './test-headroom.ts'

test('the history collects and deletes by the time of Butlr, not by that of the machine', async () => {
  const started: Requests<GatewayRequests>[] = []
  const { signIn, clock, butlr } = await startHeadroom({
    history: {
      keepDays: 400,
      keepsSmallRoomMinutes: false,
      start(gateway) {
        started.push(gateway)
        const unavailable = async () => failed('unavailable')
        return { status: unavailable, room: unavailable, formerRoom: unavailable }
      },
    },
  })
  const signal = new AbortController().signal
  const [requests] = started
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
