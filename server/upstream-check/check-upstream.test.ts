import { expect, test } from 'vitest'
import { createSimulator, type SimulatorOptions } from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { signIn, checkUpstream } from './check-upstream.ts'
import { presenceCheck } from './presence-checks.ts'
import { topologyCheck } from './topology-checks.ts'
import { createUpstreamClient } from './upstream-client.ts'

/** A Tuesday at ten in Berlin, Unix milliseconds. */
const tuesdayMorning = Date.parse('2026-11-24T09:00:20Z')

function start(options: SimulatorOptions = {}) {
  const simulator = createSimulator({ now: () => tuesdayMorning, ...options })
  const requests: Request[] = []
  const upstream = createUpstreamClient({
    baseUrl: new URL('http://simulator.test/'),
    fetch: (request) => {
      requests.push(request.clone())
      return simulator.fetch(request)
    },
    now: () => tuesdayMorning,
    pause: () => Promise.resolve(),
  })
  return { simulator, upstream, requests, check: () => checkUpstream(upstream, demoCredentials) }
}

test('answers each open question and prints no token, credential, id or name', async () => {
  const { simulator, requests, check } = start()
  const { text, complete } = await check()
  expect(complete).toBe(true)
  for (const line of [
    '- Lifetime of a token (expires_in): 3600 s',
    '- Right to read sites: accepted, 3 in all, 1 organisation, 1 without a time zone',
    '- sensors(room_ids) of a room that does not exist: ignored: 111 sensors',
    '- Type of the argument id of one room: ID! accepted; String! accepted with errors (no code), no data',
    'so zeros are reported',
    '- The nine metrics, recomputed from one-second windows: 9 of 9 match',
    'stop "now": refused (HTTP 400)',
    '- Time label of a window (start or end): start (60 windows, keys with Z, sorted)',
    'labels at 18:30 UTC',
    '- A paginated report without group_by: accepted, 5 rows (5 requested)',
  ]) {
    expect(text).toContain(line)
  }
  expect(text).not.toMatch(/undefined|NaN|\[object/)
  const tokens = requests.flatMap(({ headers }) => headers.get('Authorization')?.slice(7) ?? [])
  const { rooms, sensors, sites } = simulator.topology
  const secrets = [
    demoCredentials.clientId,
    demoCredentials.clientSecret,
    ...new Set(tokens),
    ...sites.flatMap(({ id, name }) => [id, ` ${name} `]),
    ...rooms.map(({ id }) => id),
    ...sensors.map(({ mac }) => mac),
  ]
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
})

test('finds out that an API withholds zeros', async () => {
  const { upstream } = start({ zeros: 'withheld' })
  await signIn(upstream, demoCredentials)
  const findings = await presenceCheck.run({ upstream, sample: null, quietSample: null })
  const answer = findings.find(({ question }) => question.startsWith('Zeros'))?.answer
  expect(answer).toContain('so zeros are withheld')
})

test('an error of status 200 is a refusal, and no evidence of anything', async () => {
  const { simulator, upstream } = start()
  await signIn(upstream, demoCredentials)
  const context = { upstream, sample: null, quietSample: null }
  const answers = async (body: unknown) => {
    simulator.faults.set('reporting', { kind: 'body', body })
    const findings = await presenceCheck.run(context)
    return findings.map(({ answer }) => answer).join('\n')
  }
  const refused = await answers({ error: { code: 401, message: 'of room_canary' } })
  expect(refused).toContain('refused (HTTP 200 with an error 401 in the body): 0 rooms')
  expect(refused).not.toMatch(/withheld|accepted|canary/)
  const text = await answers({ data: 'room_canary' })
  expect(text).toContain('accepted, but the body is no report: 0 rooms')
  expect(text).toContain('data is not grouped')
  expect(text).not.toMatch(/withheld|canary/)
})

test('a refusal and a broken connection are answers, and the next question is still asked', async () => {
  const { simulator, upstream } = start()
  await signIn(upstream, demoCredentials)
  const context = { upstream, sample: null, quietSample: null }
  simulator.faults.set('graphql', { kind: 'status', status: 403 })
  expect(await topologyCheck.run(context)).toContainEqual({
    question: 'Right to read hives',
    answer: 'refused (HTTP 403), no list',
  })
  simulator.faults.set('graphql', { kind: 'network' })
  expect(await topologyCheck.run(context)).toContainEqual({
    question: 'Introspection',
    answer: 'failed: no connection',
  })
})

test('rate limiting ends the run at once and says when to come back', async () => {
  const { simulator, requests, check } = start()
  simulator.faults.set('reporting', { kind: 'status', status: 429, retryAfter: 30 })
  const { text, complete } = await check()
  expect(complete).toBe(false)
  expect(text).toContain('Stopped: the API limits requests (Retry-After: 30).')
  expect(requests).toHaveLength(2)
})

test('wrong credentials stop the check with one sentence', async () => {
  const { simulator, check } = start()
  simulator.faults.set('client-login', { kind: 'status', status: 401 })
  const { text, complete } = await check()
  expect({ text, complete }).toEqual({
    text: 'Stopped: Sign-in failed (HTTP 401). Nothing else was checked.\n',
    complete: false,
  })
})
