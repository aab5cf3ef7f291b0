import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
// The folder is inside the project, so that the bundle resolves its packages as in production.
const scratch = mkdtempSync(join(root, 'node_modules', '.headroom-main-'))
const program = join(scratch, 'server', 'main.js')

beforeAll(async () => {
  const outDir = join(scratch, 'server')
  const configFile = join(root, 'vite.server.config.ts')
  await build({ root, configFile, logLevel: 'error', build: { outDir } })
}, 60_000)
afterAll(() => rmSync(scratch, { recursive: true }))

/** Runs the built server. `ready` resolves with its URL, `ended` with its exit code and output. */
function run(environment: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: {
      PATH: '/usr/bin:/bin',
      HEADROOM_DATA_DIR: join(scratch, 'data'),
      PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  let logged = ''
  const ended = new Promise<{ code: number | null; output: string; logged: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output, logged }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (text: Buffer) => {
      output += text.toString()
      const url = /Headroom is running at (\S+)/.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    })
    void ended.then(() => reject(new Error(output)))
  })
  child.stdout?.on('data', (text: Buffer) => (logged += text.toString()))
  // Tests of failed starts await only `ended`, so a rejection of `ready` must not stay unhandled.
  ready.catch(() => undefined)
  return { child, ready, ended, logged: () => logged }
}

const signIn = (url: string) =>
  fetch(`${url}/api/v2/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ username: 'demo@headroom.example', password: 'demo' }),
  })

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

test('prints one sentence for each invalid variable and exits', async () => {
  const { code, output, logged } = await run({
    PORT: 'x',
    HEADROOM_SECRET: 'secret-canary',
    HEADROOM_SECRET_PREVIOUS: 'secret-canary',
  }).ended
  expect(code).toBe(1)
  expect(output.trim().split('\n')).toEqual([
    'Headroom did not start: PORT must be a whole number from 0 to 65535.',
    'Headroom did not start: HEADROOM_SECRET must be at least 32 characters long.',
    'Headroom did not start: HEADROOM_SECRET_PREVIOUS must be at least 32 characters long.',
  ])
  expect(logged).toBe('')
})

test('prints one sentence without the path and exits when the overrides file is invalid', async () => {
  const file = join(scratch, 'overrides-bad.json')
  writeFileSync(file, '{"rooms": {"room_1": {"capacity": "canary"}}}')
  const { code, output } = await run({ HEADROOM_OVERRIDES: file }).ended
  expect(code).toBe(1)
  expect(output).toBe(
    'Headroom did not start: HEADROOM_OVERRIDES, at rooms.room_1.capacity: A capacity must be a whole number from 1 to 100000, or null to set it to unknown.\n',
  )
})

test('reloads the overrides file when it changes', async () => {
  const file = join(scratch, 'overrides.json')
  writeFileSync(file, '{"busyFrom": 0.8}')
  const { ready } = run({ HEADROOM_OVERRIDES: file })
  const url = await ready
  const cookie = cookieOf(await signIn(url))
  const overrides = async () => {
    const response = await fetch(`${url}/api/overrides`, { headers: { cookie, origin: url } })
    return response.json()
  }
  expect(await overrides()).toMatchObject({ configured: true, overrides: { busyFrom: 0.8 } })
  writeFileSync(file, '{"busyFrom": 0.9}')
  await expect
    .poll(overrides, { timeout: 20_000, interval: 250 })
    .toMatchObject({ overrides: { busyFrom: 0.9 } })
}, 30_000)

test('prints one sentence and exits when the port is in use', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? String(address.port) : ''
  const { code, output } = await run({ PORT: port }).ended
  expect(code).toBe(1)
  expect(output).toBe(`Headroom did not start: PORT ${port} is already in use on 127.0.0.1.\n`)
})

test('exits with code 0 on SIGTERM and keeps sessions across a restart', async () => {
  const first = run({})
  const signedIn = await signIn(await first.ready)
  expect(signedIn.status).toBe(200)
  const cookie = cookieOf(signedIn)
  first.child.kill('SIGTERM')
  const { code, logged, output } = await first.ended
  expect(code).toBe(0)
  expect(logged).toMatch(/"msg":"draining"[^]*"msg":"stopped"/)
  expect(output).toContain('The app is not built')

  const second = run({})
  const session = await fetch(`${await second.ready}/api/session`, { headers: { cookie } })
  expect(await session.json()).toMatchObject({ signedIn: true })
})

test('keeps a session when the secret is rotated, and rejects it while another upstream is configured', async () => {
  const [old, next] = ['old-canary'.repeat(4), 'new-canary'.repeat(4)]
  const start = async (environment: Record<string, string>) => {
    const running = run({ HEADROOM_DATA_DIR: join(scratch, 'rotated'), ...environment })
    return { ...running, url: await running.ready }
  }
  const stop = async ({ child, ended }: Pick<ReturnType<typeof run>, 'child' | 'ended'>) => {
    child.kill('SIGTERM')
    return ended
  }
  const first = await start({ HEADROOM_SECRET: old })
  const before = cookieOf(await signIn(first.url))
  await stop(first)

  const second = await start({ HEADROOM_SECRET: next, HEADROOM_SECRET_PREVIOUS: old })
  const kept = await fetch(`${second.url}/api/session`, { headers: { cookie: before } })
  expect(await kept.json()).toMatchObject({ signedIn: true })
  const resealed = cookieOf(kept)
  const { logged } = await stop(second)
  expect(logged).toContain('"previousSecret":"HEADROOM_SECRET_PREVIOUS"')
  expect(logged).not.toContain('canary')

  const third = await start({ HEADROOM_SECRET: next, BUTLR_BASE_URL: 'http://upstream:9' })
  const session = await fetch(`${third.url}/api/session`, { headers: { cookie: resealed } })
  expect(await session.json()).toMatchObject({ signedIn: false, reason: 'upstream_changed' })
  await stop(third)

  const fourth = await start({ HEADROOM_SECRET: next })
  const resumed = await fetch(`${fourth.url}/api/session`, { headers: { cookie: resealed } })
  expect(await resumed.json()).toMatchObject({ signedIn: true })
}, 60_000)
test('waits to start until the process that uses the data directory exits or is killed', async () => {
  const data = { HEADROOM_DATA_DIR: join(scratch, 'shared') }
  const first = run(data)
  await first.ready
  const second = run(data)
  await expect.poll(() => second.logged()).toContain('another process uses the data directory')
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  await second.ready
  second.child.kill('SIGKILL')
  await second.ended
  const third = run(data)
  await third.ready
  third.child.kill('SIGTERM')
  expect((await third.ended).code).toBe(0)
  expect(readdirSync(data.HEADROOM_DATA_DIR)).not.toContain('lock')
})

test('logs the configuration at startup without secrets', async () => {
  const secret = 'secret-canary'.repeat(4)
  const { child, ready, ended } = run({
    HEADROOM_SECRET: secret,
    BUTLR_BASE_URL: 'http://upstream:9/x',
  })
  const url = await ready
  child.kill('SIGINT')
  const { logged, output, code } = await ended
  expect(code).toBe(0)
  expect(JSON.parse(logged.split('\n')[0] ?? '')).toMatchObject({
    msg: 'started',
    url,
    butlr: 'http://upstream:9/x',
    secret: 'HEADROOM_SECRET',
    pollSeconds: 5,
    timeZoneData: process.versions['tz'],
  })
  expect(output).toContain('plain HTTP')
  expect(logged + output).not.toContain('canary')
})
