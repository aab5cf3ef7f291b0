import * as v from 'valibot'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A simulator in its own process, with helpers that change its faults. */
export type Simulator = {
  url: string
  token: string
  /** Makes a route fail until `recover` is called. `fault` has the format of `PUT /simulator/faults`. */
  fail: (route: string, fault: Record<string, unknown>) => Promise<void>
  recover: () => Promise<void>
  rooms: readonly string[]
  findRoomId: (room: string) => string
  /** Returns the sorted MAC addresses of a room's installed presence sensors, without test sensors. */
  sensorsOf: (room: string) => string[]
  /** Pins the counts of a room's sensors, in the order of `sensorsOf`. A `silent` sensor sends no reports. */
  pin: (room: string, counts: (number | 'silent')[]) => Promise<void>
}

const Token = v.object({ access_token: v.string() })
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
  const findRoomId = (name: string) => {
    const found = rooms.data.find((room) => room.name === name)
    if (!found) throw new Error(`There is no room ${name}.`)
    return found.id
  }
  const sensorsOf = (name: string) => {
    const id = findRoomId(name)
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
    findRoomId,
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

/** The built gateway, in its own process on a free port. */
export type Headroom = {
  url: string
  /** Returns the output of stdout and stderr so far. */
  output: () => string
  stop: () => Promise<void>
}

/** Starts Headroom with a new data directory, which `stop` deletes. */
export async function startHeadroomProcess(
  environment: Record<string, string> = {},
  file = 'dist/server/main.js',
): Promise<Headroom> {
  const data = await mkdtemp(join(tmpdir(), 'headroom-'))
  const started = await startProgram(file, [], {
    PORT: '0',
    HEADROOM_DATA_DIR: data,
    // A backfill of the history would use processor time during the tests.
    HEADROOM_HISTORY_BACKFILL_DAYS: '0',
    HEADROOM_POLL_SECONDS: '1',
    ...environment,
  })
  return {
    ...started,
    async stop() {
      await started.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

export type SimulatorProcess = Simulator & { stop: () => Promise<void> }

export async function startSimulatorProcess(...flags: string[]): Promise<SimulatorProcess> {
  const { url, stop } = await startProgram(
    'dist/server/simulator.js',
    ['--port', '0', ...flags],
    {},
  )
  return { ...(await connectSimulator(url)), stop }
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
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Returns the URL that a program prints at startup, with the port it chose. Rejects if the program exits first. */
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
