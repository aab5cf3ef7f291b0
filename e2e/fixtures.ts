import * as v from 'valibot'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  test as base,
  expect,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'

/** A standalone simulator, with helpers that change its faults. */
export type Simulator = {
  url: string
  /** An access token that the simulator issued. */
  token: string
  /** Makes a route fail until `recover` is called; `fault` has the format of `PUT /simulator/faults`. */
  fail: (route: string, fault: Record<string, unknown>) => Promise<void>
  recover: () => Promise<void>
  /** The names of all rooms. */
  rooms: readonly string[]
  /** Returns the sorted MAC addresses of a room's installed presence sensors, without fake ones. */
  sensorsOf: (room: string) => string[]
  /** Pins the counts of a room's sensors, in the order of their MAC addresses; `silent` silences a sensor. */
  pin: (room: string, counts: (number | 'silent')[]) => Promise<void>
}

const Token = v.object({ access_token: v.string() })
/** A list in a response of the GraphQL API. */
export const graphqlList = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.object({ data: v.array(v.object(entries)) })
const Answer = v.object({
  data: v.object({
    rooms: graphqlList({ id: v.string(), name: v.string() }),
    sensors: graphqlList({
      mac_address: v.string(),
      room_id: v.nullable(v.string()),
      mode: v.string(),
      installation_status: v.string(),
    }),
  }),
})
const query =
  '{ rooms { data { id name } } sensors { data { mac_address room_id mode installation_status } } }'

/** Connects to a simulator through the Butlr API and its fault endpoint. */
async function connectSimulator(url: string): Promise<Simulator> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return response.json()
  }
  const login = { username: 'demo@headroom.example', password: 'demo' }
  const { access_token: token } = v.parse(Token, await post('/api/v2/login', login))
  const answer = await post('/api/v3/graphql', { query }, { authorization: `Bearer ${token}` })
  const { rooms, sensors } = v.parse(Answer, answer).data

  const change = async (body: Record<string, unknown>) => {
    const response = await fetch(`${url}/simulator/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(await response.text())
  }
  const sensorsOf = (name: string) => {
    const id = rooms.data.find((room) => room.name === name)?.id
    return sensors.data
      .filter(
        (sensor) =>
          sensor.room_id === id &&
          sensor.mode === 'presence' &&
          sensor.installation_status === 'INSTALLED' &&
          !sensor.mac_address.startsWith('fa-ke'),
      )
      .map((sensor) => sensor.mac_address)
      .toSorted()
  }
  return {
    url,
    token,
    rooms: rooms.data.map(({ name }) => name),
    sensorsOf,
    fail: (route, fault) => change({ route, fault }),
    async recover() {
      await fetch(`${url}/simulator/faults`, { method: 'DELETE' })
    },
    async pin(name, counts) {
      const macs = sensorsOf(name)
      if (macs.length !== counts.length) {
        throw new Error(`${name} has ${macs.length} sensors, not ${counts.length}.`)
      }
      const pairs = macs.map((mac, index) => [mac, counts[index] ?? 0] as const)
      await change({
        override: Object.fromEntries(pairs.filter(([, count]) => count !== 'silent')),
        silence: { macs: pairs.filter(([, count]) => count === 'silent').map(([mac]) => mac) },
      })
    },
  }
}

/** A Headroom process for one test: the built gateway on a free port. */
type Headroom = {
  url: string
  /** Returns the output so far, stdout and stderr combined. */
  output: () => string
  stop: () => Promise<void>
}

type Fixtures = {
  startHeadroom: (environment?: Record<string, string>, file?: string) => Promise<Headroom>
  startSimulator: (...flags: string[]) => Promise<Simulator>
  /** The setup of most tests: Headroom polls a standalone simulator every second. */
  building: { url: string; simulator: Simulator; headroom: Headroom }
  /** A page that shows the rooms of `building` to the demo account. */
  signedInPage: Page
}

/** Playwright's test with servers that stop when the test ends. Fails on console errors and warnings. */
export const test = base.extend<Fixtures>({
  // Depends on the servers, so that the context closes before they stop; otherwise, a loading page would log errors.
  context: async ({ context, startHeadroom: _headroom, startSimulator: _simulator }, use) => {
    const complaints = collectConsoleErrors(context)
    await use(context)
    expect(complaints, 'console errors and warnings').toEqual([])
  },

  startHeadroom: async ({}, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (environment = {}, file = 'dist/server/main.js') => {
      const data = await mkdtemp(join(tmpdir(), 'headroom-'))
      const started = await startProgram(file, [], {
        PORT: '0',
        HEADROOM_DATA_DIR: data,
        // A backfill would take the processor from the tests.
        HEADROOM_HISTORY_BACKFILL_DAYS: '0',
        HEADROOM_POLL_SECONDS: '1',
        ...environment,
      })
      stops.push(async () => {
        await started.stop()
        await rm(data, { recursive: true, force: true })
      })
      return started
    })
    await Promise.all(stops.map((stop) => stop()))
  },

  startSimulator: async ({}, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (...flags) => {
      const started = await startProgram('dist/server/simulator.js', ['--port', '0', ...flags], {})
      stops.push(() => started.stop())
      return connectSimulator(started.url)
    })
    await Promise.all(stops.map((stop) => stop()))
  },

  building: async ({ startHeadroom, startSimulator }, use) => {
    const simulator = await startSimulator()
    const headroom = await startHeadroom(serviceAccount(simulator))
    await use({ url: headroom.url, simulator, headroom })
  },

  signedInPage: async ({ page, building }, use) => {
    await signIn(page, building.url)
    await use(page)
  },
})

export { expect }

/** Returns the environment with which Headroom reads a simulator's data as a service, for displays and the history. */
export function serviceAccount({ url }: Simulator) {
  return {
    BUTLR_BASE_URL: url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
  }
}

/** Signs in with email and password, and waits for the first occupancy values. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  // The header's tools and the toolbar load after the rooms, and the keyboard shortcuts with them.
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filters' })).toBeVisible()
}

/** Opens search by keyboard, types a text and returns the selected result. */
export async function searchFor(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Find a room, floor, tag or sensor' })
  await expect(field).toBeFocused()
  await page.keyboard.type(text)
  return page.getByRole('listbox', { name: 'Results' }).getByRole('option', { selected: true })
}

/** Pins the sensors of Juniper to nine people, signs in and opens the room. */
export async function openJuniper(page: Page, { url, simulator }: Fixtures['building']) {
  await simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, url)
  await page.getByRole('link', { name: 'Juniper, 9 of 14 people, in use' }).click()
}

/**
 * Collects script errors and console messages, such as CSP violations. Ignores failed requests, which some tests cause
 * on purpose.
 */
function collectConsoleErrors(context: BrowserContext): string[] {
  const consoleErrors: string[] = []
  context.on('weberror', (error) => consoleErrors.push(error.error().message))
  context.on('console', (message) => {
    // `LoadError` is logged for a part of the page whose request failed.
    const failedRequest = /^(Failed to load resource|LoadError)/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !failedRequest) {
      consoleErrors.push(message.text())
    }
  })
  return consoleErrors
}

async function startProgram(file: string, flags: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [file, ...flags], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (chunk: Buffer) => (output += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const url = await waitForUrl(child, () => output)
  return {
    url,
    output: () => output,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Returns the URL that the program prints, which contains the port that it chose at startup. */
function waitForUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const url = /http:\/\/localhost:\d+/.exec(output())
      if (url) resolve(url[0])
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.once('exit', () =>
      reject(new Error(`The program exited before it was listening: ${output()}`)),
    )
  })
}
