import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'

test('defaults to the embedded simulator on localhost', () => {
  expect(parseConfig({ PATH: '/bin', HEADROOM_SECRET: '' })).toEqual({
    ok: true,
    config: {
      port: 4173,
      host: '127.0.0.1',
      butlrBaseUrl: null,
      secret: null,
      previousSecret: null,
      dataDirectory: '.headroom',
      storeUrl: null,
      history: {
        directory: join('.headroom', 'history'),
        requestsPerMinute: 20,
        backfillDays: 60,
        keepDays: 400,
        keepsSmallRoomMinutes: false,
      },
      pollSeconds: 5,
      overridesPath: null,
      trustedProxies: [],
      displayCredentials: null,
    },
  })
})

test('parses every variable except the account lists', () => {
  const secret = 's'.repeat(32)
  expect(
    parseConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      BUTLR_BASE_URL: 'https://api.butlr.io/prefix',
      HEADROOM_SECRET: secret,
      HEADROOM_SECRET_PREVIOUS: 'p'.repeat(32),
      HEADROOM_DATA_DIR: 'data',
      HEADROOM_POLL_SECONDS: '600',
      HEADROOM_OVERRIDES: 'rooms.json',
      HEADROOM_TRUSTED_PROXY: '10.0.0.0/8, ::1',
      HEADROOM_STORE_URL: 'rediss://user:canary@redis.example:6380/2',
      HEADROOM_HISTORY_DIR: 'shared',
      HEADROOM_HISTORY_REQUESTS_PER_MINUTE: '600',
      HEADROOM_HISTORY_BACKFILL_DAYS: '0',
      HEADROOM_HISTORY_KEEP_DAYS: '3650',
      HEADROOM_SMALL_ROOMS: 'history',
      BUTLR_CLIENT_ID: 'client_1',
      BUTLR_CLIENT_SECRET: 'secret_1',
    }),
  ).toEqual({
    ok: true,
    config: {
      port: 8080,
      host: '0.0.0.0',
      butlrBaseUrl: new URL('https://api.butlr.io/prefix'),
      secret,
      previousSecret: 'p'.repeat(32),
      dataDirectory: 'data',
      storeUrl: 'rediss://user:canary@redis.example:6380/2',
      history: {
        directory: 'shared',
        requestsPerMinute: 600,
        backfillDays: 0,
        keepDays: 3650,
        keepsSmallRoomMinutes: true,
      },
      pollSeconds: 600,
      overridesPath: 'rooms.json',
      trustedProxies: ['10.0.0.0/8', '::1'],
      displayCredentials: { clientId: 'client_1', clientSecret: 'secret_1' },
    },
  })
})

test.each([
  ['PORT', ['-1', '65536', '80a', '1e3', ' 80', '4173.5']],
  ['HOST', ['a b', 'http://x', '*']],
  ['HEADROOM_SECRET', ['short', 's'.repeat(31)]],
  ['HEADROOM_SECRET_PREVIOUS', ['canary', 'canary'.repeat(5)]],
  ['HEADROOM_TRUSTED_PROXY', ['proxy.example', '10.0.0.0/33', '10.0.0.1/', '1.2.3', '*', ',']],
  ['HEADROOM_POLL_SECONDS', ['0', '601', '5s', '-5', '1.5']],
  ['HEADROOM_HISTORY_REQUESTS_PER_MINUTE', ['0', '601', '1.5', 'canary']],
  ['HEADROOM_HISTORY_BACKFILL_DAYS', ['-1', '3651', '60d']],
  ['HEADROOM_HISTORY_KEEP_DAYS', ['0', '3651', '1e3']],
  ['HEADROOM_SMALL_ROOMS', ['canary', 'History']],
  [
    'BUTLR_BASE_URL',
    [
      'api.butlr.io',
      'ftp://api.butlr.io',
      'https://user:canary@api.butlr.io',
      'https://api.butlr.io?x=1',
      'https://api.butlr.io/#x',
      'http://api.butlr.io',
      'http://8.8.8.8',
      'http://172.32.0.1',
    ],
  ],
  ['HEADROOM_STAFF', [' ', ',', 'canary@', '*@canary.example', 'canary.example', '"canary"']],
  ['HEADROOM_MANAGERS', ['@', '@canary', '@@canary.example', 'canary;other', 'a@b@canary.example']],
])(
  'rejects an invalid %s with one sentence that contains its name but not its value',
  (name, values) => {
    for (const value of values) {
      const parsed = parseConfig({ [name]: value })
      expect({ value, ...parsed }).toMatchObject({
        ok: false,
        errors: [expect.stringContaining(name)],
      })
      expect(JSON.stringify(parsed)).not.toContain('canary')
    }
  },
)

test.each([
  'localhost:4000',
  '127.0.0.1:4000',
  '[::1]:4000',
  '10.1.2.3',
  '192.168.0.9',
  'upstream:80',
])('accepts plain HTTP for the local or private host %s', (host) =>
  expect(parseConfig({ BUTLR_BASE_URL: `http://${host}` }).ok).toBe(true),
)

test('omits staff and managers unless they are set', () => {
  const read = (environment: Record<string, string>) => {
    const parsed = parseConfig(environment)
    return parsed.ok ? parsed.config : null
  }
  expect(read({ HEADROOM_STAFF: '' })).not.toHaveProperty('staff')
  expect(
    read({ HEADROOM_STAFF: '@Example.com, client_1', HEADROOM_MANAGERS: 'ada@x.org' }),
  ).toMatchObject({
    staff: { domains: new Set(['example.com']), clientIds: new Set(['client_1']) },
    managers: { emails: new Set(['ada@x.org']) },
  })
})

test('has no default history directory if gateways share a store', () => {
  const parsed = parseConfig({ HEADROOM_STORE_URL: 'redis://localhost' })
  expect(parsed.ok && parsed.config.history.directory).toBeNull()
})

test('reports all invalid variables together', () => {
  const parsed = parseConfig({ PORT: 'x', HEADROOM_SECRET: 'x', BUTLR_BASE_URL: 'x' })
  expect(parsed.ok ? [] : parsed.errors).toHaveLength(3)
})

test('rejects incomplete display credentials without repeating their value', () => {
  const errorsOf = (environment: Record<string, string>) => {
    const parsed = parseConfig(environment)
    return parsed.ok ? [] : parsed.errors
  }
  expect(errorsOf({ BUTLR_CLIENT_ID: 'canary' })).toEqual([
    'BUTLR_CLIENT_ID is set but BUTLR_CLIENT_SECRET is not; displays require both.',
  ])
  expect(errorsOf({ BUTLR_CLIENT_SECRET: 'canary' })).toEqual([
    'BUTLR_CLIENT_SECRET is set but BUTLR_CLIENT_ID is not; displays require both.',
  ])
})

test.each(['redis://:p%@host', 'redis://host/abc', 'http://host', 'host:6379'])(
  'rejects HEADROOM_STORE_URL=%s without repeating its value',
  (url) => {
    const parsed = parseConfig({ HEADROOM_STORE_URL: url })
    expect(parsed.ok ? [] : parsed.errors).toEqual([
      'HEADROOM_STORE_URL must be the URL of a Redis or Valkey server, such as redis://localhost:6379.',
    ])
  },
)

test.each(['HEADROOM_STAF', 'HEADROOM_STAFF_LIST', 'HEADROOM_MANAGER', 'HEADROOM_staff'])(
  'rejects the unknown variable %s',
  (name) => {
    expect(parseConfig({ [name]: 'canary' })).toEqual({
      ok: false,
      errors: [`${name} is not a known variable; correct its name or remove it.`],
    })
  },
)

test.each([
  'HEADROOM_SERVICE_HOST',
  'HEADROOM_SERVICE_PORT_HTTP',
  'HEADROOM_PORT',
  'HEADROOM_GATEWAY_PORT_4173_TCP_ADDR',
])('ignores %s, which Kubernetes sets for a service', (name) => {
  expect(parseConfig({ [name]: 'tcp://10.0.0.1:4173' }).ok).toBe(true)
})
