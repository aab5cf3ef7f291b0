import { expect, test } from 'vitest'
import { ButlrError } from '#server/gateway/butlr/butlr-error.ts'
import { createServiceAccount } from './service-account.ts'
import { createTokenRenewal } from './token-renewal.ts'

const { signal } = new AbortController()

/** Creates an account at time 0 and counts its calls; the test can make each API reject them (401). */
function start() {
  const clock = { now: 0 }
  const now = () => clock.now
  const rejecting = { signIn: false, reporting: false, topology: false }
  const calls = { signIn: 0, reporting: 0, topology: 0 }
  async function ask(api: keyof typeof calls) {
    calls[api] += 1
    if (rejecting[api]) throw new ButlrError('status', { status: 401 })
  }
  const renewal = createTokenRenewal({
    async signIn() {
      await ask('signIn')
      return { token: `token-${calls.signIn}`, tokenUntil: 1e12, renewAt: 1e12 }
    },
    now,
  })
  const account = createServiceAccount({ clientId: 'id', clientSecret: 'secret' }, renewal, now)
  const codeOf = (work: Promise<void>) =>
    work.then(
      () => 'ok',
      (error: unknown) => error,
    )
  return {
    clock,
    rejecting,
    calls,
    account,
    report: () => codeOf(account.call(() => ask('reporting'), signal)),
    topology: () => codeOf(account.callTopology(() => ask('topology'), signal)),
  }
}

type Account = ReturnType<typeof start>

/** Calls `ask` every second and returns the seconds at which a request was sent. */
async function attempts(
  { clock, calls, account }: Account,
  ask: () => Promise<unknown>,
  seconds = 60,
) {
  const startedAt = clock.now
  const sentAt: number[] = []
  for (let second = 0; second <= seconds; second += 1) {
    clock.now = startedAt + second * 1_000
    const before = calls.signIn + calls.reporting + calls.topology
    await Promise.all([ask(), ask()])
    if (calls.signIn + calls.reporting + calls.topology > before) sentAt.push(second)
    await account.state(signal)
  }
  return sentAt
}

test.each(['signIn', 'reporting', 'topology'] as const)(
  'waits 5 and then 8 seconds between attempts while Butlr rejects %s, and a minute after an hour',
  async (api) => {
    const started = start()
    started.rejecting[api] = true
    const ask = api === 'topology' ? started.topology : started.report
    expect(await attempts(started, ask)).toEqual([0, 5, 13, 21, 29, 37, 45, 53])
    started.clock.now = 3_600_000
    expect(await attempts(started, ask, 200)).toEqual([0, 60, 120, 180])
  },
)

test('sends 6 reports during 20 seconds of rejections, and recovers after the pause even if `state` is called in the meantime', async () => {
  const { clock, rejecting, calls, account, report } = start()
  rejecting.reporting = true
  for (; clock.now < 20_000; clock.now += 1_000) {
    expect(await report()).toMatchObject({ code: 'no_account' })
    expect(await account.state(signal)).toBe('refused')
  }
  // The account made three attempts and repeated each once with a new token.
  expect(calls.reporting).toBe(6)
  rejecting.reporting = false
  clock.now = 20_999
  expect(await report()).toMatchObject({ code: 'no_account', retryAfterSeconds: 1 })
  clock.now = 21_000
  expect(await account.state(signal)).toBe('ready')
  expect(await report()).toBe('ok')
  expect(calls.reporting).toBe(7)
})

test('after a successful call, the next rejection starts the pauses at 5 seconds again', async () => {
  const { clock, rejecting, report } = start()
  rejecting.reporting = true
  await report()
  clock.now += 5_000
  await report()
  rejecting.reporting = false
  clock.now += 10_000
  expect(await report()).toBe('ok')
  rejecting.reporting = true
  expect(await report()).toMatchObject({ code: 'no_account', retryAfterSeconds: 5 })
})

test('a successful topology call does not shorten the pauses while Butlr rejects reports', async () => {
  const started = start()
  started.rejecting.reporting = true
  const ask = async () => {
    await started.topology()
    return started.report()
  }
  expect(await attempts(started, ask)).toEqual([0, 5, 13, 21, 29, 37, 45, 53])
})

test('pauses only topology calls after Butlr rejects a topology call', async () => {
  const { rejecting, topology, report, account } = start()
  rejecting.topology = true
  expect(await topology()).toMatchObject({ code: 'no_account', retryAfterSeconds: 5 })
  expect(await report()).toBe('ok')
  expect(await account.state(signal)).toBe('ready')
})

test('ends a pause when the clock is set back', async () => {
  const { clock, rejecting, report } = start()
  clock.now = 60 * 60_000
  rejecting.reporting = true
  await report()
  rejecting.reporting = false
  clock.now = 0
  expect(await report()).toBe('ok')
})
