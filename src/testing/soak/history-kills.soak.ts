import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import * as v from 'valibot'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { normalizeMac } from '#src/contract/butlr-values.ts'
import { minuteMs, minutesPerDay, type SensorMinutes } from '#src/domain/history/minutes.ts'
import {
  minuteFunctions,
  minuteRequest,
  parseMinutes,
} from '#server/history/collector/minute-request.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import { loadIndex } from '#server/history/files/history-index.ts'
import { dayFile, dayStart } from '#server/history/files/layout.ts'
import { covers } from '#server/history/files/minute-ranges.ts'
import { decodeSensorDay } from '#server/history/files/sensor-file.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { createSimulator } from '#server/simulator/create-simulator.ts'

const kills = Number(process.env['HEADROOM_SOAK_KILLS'] ?? 200)
const longestLifeMs = 2_000

const folder = mkdtempSync(join(tmpdir(), 'headroom-kills-'))
const root = join(folder, 'estate')
const simulator = createSimulator({ rooms: 6 })
let server: ReturnType<typeof serve> | null = null
let url = ''
let token = ''

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: 'src/testing/history/kill-target.ts',
      outDir: join(folder, 'target'),
      rolldownOptions: { output: { entryFileNames: 'target.mjs', codeSplitting: false } },
    },
  })
  url = await new Promise((resolve) => {
    server = serve({ fetch: simulator.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    )
  })
  const { clientId, clientSecret } = demoCredentials
  const login = await fetch(`${url}/api/v2/clients/login`, {
    method: 'POST',
    body: JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      audience: 'https://butlrauth/',
      grant_type: 'client_credentials',
    }),
  })
  token = v.parse(v.object({ access_token: v.string() }), await login.json()).access_token
}, 5 * 60_000)
afterAll(() => {
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Runs the process of kill-target.ts until it exits, or kills it after `lifeMs` milliseconds. Returns whether it
 * exited.
 */
async function runTarget(generation: number, lifeMs: number | null): Promise<boolean> {
  const topology = simulator.topology.buildings.map(({ id, name, floors }) => ({
    id,
    name,
    timeZone: 'Europe/Berlin',
    rooms: floors.flatMap((floor) =>
      floor.rooms.map((room) => ({
        id: room.id,
        name: room.name,
        floor: floor.name,
        capacity: null,
        maximumCount: 100,
        sensors: simulator.topology.sensors
          .filter((sensor) => sensor.room === room && sensor.mode === 'presence')
          .map(({ mac }) => normalizeMac(mac)),
      })),
    ),
  }))
  const options = join(folder, 'options.json')
  writeFileSync(options, JSON.stringify({ root, url, token, generation, topology }))
  const child = spawn(process.execPath, [join(folder, 'target', 'target.mjs'), options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const timer = lifeMs === null ? null : setTimeout(() => child.kill('SIGKILL'), lifeMs)
  const code = await new Promise<number | null>((resolve) => void child.once('exit', resolve))
  if (timer !== null) clearTimeout(timer)
  return code === 0
}

test('processes that are killed while they collect leave no gaps, duplicate minutes or wrong values', async () => {
  let killed = 0
  for (let generation = 1; killed < kills; generation += 1) {
    // Deletes a complete history, so that it is collected again.
    if (await runTarget(generation, Math.random() * longestLifeMs)) {
      rmSync(join(root, 'sensor-minutes'), { recursive: true, force: true })
    } else killed += 1
  }
  expect(await runTarget(1_000_000, null)).toBe(true)

  const index = await loadIndex(nodeFileSystem, root, (path) => Promise.reject(new Error(path)))
  const settled = Math.floor(Date.now() / minuteMs) - 15
  const from = dayStart(settled) - 2 * minutesPerDay
  const found: string[] = []
  for (const [building, days] of index.sensors) {
    for (const [day, info] of days) {
      const due = { from: Math.max(day, from), to: Math.min(day + minutesPerDay, settled) }
      expect(covers(info.collected, due)).toBe(true)
      const bytes = await nodeFileSystem.read(join(root, dayFile('sensor-minutes', building, day)))
      const { minutes } = await decodeSensorDay(bytes, day)
      found.push(...listReadings(minutes, settled))
    }
  }
  const expected: string[] = []
  for (let at = from; at < settled; at += 360) {
    expected.push(...listReadings(await fetchMinutes(at, Math.min(at + 360, settled)), settled))
  }
  expect(found.toSorted()).toEqual(expected.toSorted())
})

async function fetchMinutes(from: number, to: number): Promise<SensorMinutes> {
  const [last, max] = await Promise.all(
    minuteFunctions.map(async (name) => {
      const request = new Request(`${url}/api/v3/reporting`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(minuteRequest({ from, to }, name, 'minute')),
      })
      const response = await simulator.fetch(request)
      return new Uint8Array(await response.arrayBuffer())
    }),
  )
  const none = new Uint8Array()
  return parseMinutes({ last: last ?? none, max: max ?? none }, { from, to }, () => true)
}

function listReadings({ series, seriesAt, minute, last, max }: SensorMinutes, to: number) {
  return Array.from(minute, (at, row) => ({ at, row }))
    .filter(({ at }) => at < to)
    .map(({ at, row }) => {
      const one = series[seriesAt[row] ?? 0]
      return [one?.roomId, one?.mac, at, last[row], max[row]].join()
    })
}
