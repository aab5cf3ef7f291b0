import { expect, test } from 'vitest'
import { createSimulator, type SimulatorOptions } from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { runCheck } from './check.ts'
import { signIn, checkUpstream } from './check-upstream.ts'
import { filterCheck } from './filter-checks.ts'
import { presenceCheck } from './presence-checks.ts'
import { topologyCheck } from './topology-checks.ts'
import { createUpstreamClient } from './upstream-client.ts'

/** A Tuesday at 10:00:20 in Berlin, in Unix milliseconds. */
const tuesdayMorning = Date.parse('2026-11-24T09:00:20Z')

/** @param change changes the body of each request before the simulator receives it */
function start(options: SimulatorOptions = {}, change = (body: string) => body) {
  const simulator = createSimulator({ now: () => tuesdayMorning, ...options })
  const requests: Request[] = []
  const upstream = createUpstreamClient({
    baseUrl: new URL('http://simulator.test/'),
    async fetch(request) {
      requests.push(request.clone())
      const body = change(await request.text())
      return simulator.fetch(new Request(request, { method: 'POST', body }))
    },
    now: () => tuesdayMorning,
    pause: () => Promise.resolve(),
  })
  return { simulator, upstream, requests, check: () => checkUpstream(upstream, demoCredentials) }
}

test('reports every finding without tokens, credentials, IDs or names', async () => {
  const { simulator, requests, check } = start()
  const { text, complete } = await check()
  expect(complete).toBe(true)
  for (const line of [
    '- Token lifetime (expires_in): 3600 s',
    '- Read access to sites: accepted, 3 in total, 1 organisation, 1 without a time zone',
    '- sensors(room_ids) with an unknown room id: ignored: 111 sensors',
    '- Argument type of room(id): ID! accepted; String! accepted with errors (no code), no data',
    'so zeros are reported',
    '- The nine metrics, recomputed from one-second windows: 9 of 9 match',
    'stop "now": rejected (HTTP 400)',
    '- Time label of a window (start or end): start (60 windows, keys with Z, sorted)',
    'labels at 18:30 UTC',
    '- filter.value.lte below the largest count of a sensor: accepted and applied: largest count',
    '- filter.buildings with each building: accepted: ',
    '- Filters with an unknown ID: rooms: accepted, 0 rooms; spaces: accepted, 0 rooms; buildings: accepted, 0 rooms;',
    '- Paginated report without group_by: accepted, 5 rows (5 requested)',
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

test('detects an API that withholds zeros', async () => {
  const { upstream } = start({ zeros: 'withheld' })
  await signIn(upstream, demoCredentials)
  const findings = await runCheck(presenceCheck, { upstream, sample: null, quietSample: null })
  const answer = findings.find(({ question }) => question.startsWith('Zeros'))?.answer
  expect(answer).toContain('so zeros are withheld')
})

test('reports an error with status 200 as a rejection and draws no other conclusion from it', async () => {
  const { simulator, upstream } = start()
  await signIn(upstream, demoCredentials)
  const context = { upstream, sample: null, quietSample: null }
  const answers = async (body: unknown) => {
    simulator.faults.set('reporting', { kind: 'body', body })
    const findings = await runCheck(presenceCheck, context)
    return findings.map(({ answer }) => answer).join('\n')
  }
  const rejected = await answers({ error: { code: 401, message: 'of room_canary' } })
  expect(rejected).toContain('rejected (HTTP 200 with error 401 in the body): 0 rooms')
  expect(rejected).not.toMatch(/withheld|accepted|canary/)
  const text = await answers({ data: 'room_canary' })
  expect(text).toContain('accepted, but the body is not a report: 0 rooms')
  expect(text).toContain('data is not grouped')
  expect(text).not.toMatch(/withheld|canary/)
})

test('detects filters that the API ignores', async () => {
  const { upstream } = start({}, (body) =>
    body.replace(/"(lte|buildings)":/, (_, name) => `"ignored_${name}":`),
  )
  await signIn(upstream, demoCredentials)
  const context = { upstream, sample: null, quietSample: null }
  await runCheck(presenceCheck, context)
  const answers = (await runCheck(filterCheck, context)).map(({ answer }) => answer).join('\n')
  expect(answers).toContain('accepted and ignored: largest count')
  expect(answers).toMatch(/buildings: accepted, ignored; zones: accepted, 0 rooms/)
})

test('records error responses and connection failures as findings and continues', async () => {
  const { simulator, upstream } = start()
  await signIn(upstream, demoCredentials)
  const context = { upstream, sample: null, quietSample: null }
  simulator.faults.set('graphql', { kind: 'status', status: 403 })
  expect(await runCheck(topologyCheck, context)).toContainEqual({
    question: 'Read access to hives',
    answer: 'rejected (HTTP 403), no list',
  })
  simulator.faults.set('graphql', { kind: 'network' })
  expect(await runCheck(topologyCheck, context)).toContainEqual({
    question: 'Introspection',
    answer: 'failed: no connection',
  })
})

test('stops after the first 429 response and reports Retry-After', async () => {
  const { simulator, requests, check } = start()
  simulator.faults.set('reporting', { kind: 'status', status: 429, retryAfter: 30 })
  const { text, complete } = await check()
  expect(complete).toBe(false)
  expect(text).toContain('Stopped: the API limits the request rate (Retry-After: 30).')
  expect(requests).toHaveLength(2)
})

test('stops with one message when sign-in fails', async () => {
  const { simulator, check } = start()
  simulator.faults.set('client-login', { kind: 'status', status: 401 })
  const { text, complete } = await check()
  expect({ text, complete }).toEqual({
    text: 'Stopped: Sign-in failed (HTTP 401). No other checks ran.\n',
    complete: false,
  })
})
