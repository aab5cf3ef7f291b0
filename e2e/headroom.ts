import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'

/** A Headroom of its own for one journey: the built gateway as a process, on a free port. */
export type Headroom = { url: string; stop(): Promise<void> }

/** A stand-alone simulator of its own, with faults at hand. */
export type Simulator = {
  url: string
  /** Turns a fault on, as `PUT /simulator/faults` takes it. */
  fail(fault: Record<string, unknown>): Promise<void>
  recover(): Promise<void>
}

type Fixtures = {
  startHeadroom: (environment?: Record<string, string>) => Promise<Headroom>
  startSimulator: (...flags: string[]) => Promise<Simulator>
  /** The usual case: Headroom on the embedded simulator, polling every second. */
  headroom: Headroom
}

/** Playwright's test with servers that start for a journey and stop with it. */
export const test = base.extend<Fixtures>({
  startHeadroom: async ({}, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (environment = {}) => {
      const data = await mkdtemp(join(tmpdir(), 'headroom-'))
      const started = await startProgram('dist/server/main.js', [], {
        PORT: '0',
        HEADROOM_DATA_DIR: data,
        HEADROOM_POLL_SECONDS: '1',
        ...environment,
      })
      const stop = async () => {
        await started.stop()
        await rm(data, { recursive: true, force: true })
      }
      stops.push(stop)
      return { url: started.url, stop }
    })
    await Promise.all(stops.map((stop) => stop()))
  },

  startSimulator: async ({}, use) => {
    const stops: (() => Promise<void>)[] = []
    await use(async (...flags) => {
      const started = await startProgram('dist/server/simulator.js', ['--port', '0', ...flags], {})
      stops.push(started.stop)
      const faults = `${started.url}/simulator/faults`
      return {
        url: started.url,
        async fail(fault) {
          const response = await fetch(faults, {
            method: 'PUT',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(fault),
          })
          expect(response.ok, await response.text()).toBe(true)
        },
        async recover() {
          const response = await fetch(faults, { method: 'DELETE' })
          expect(response.ok).toBe(true)
        },
      }
    })
    await Promise.all(stops.map((stop) => stop()))
  },

  headroom: async ({ startHeadroom }, use) => {
    await use(await startHeadroom())
  },
})

export { expect }

/** Signs in on the embedded simulator with one click and waits for the first figures. */
export async function signInToDemo(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Use these' }).click()
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
}

async function startProgram(file: string, flags: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [file, ...flags], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await listeningUrl(child, file)
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

/** Both programs print where they are; port 0 means that nobody knows it before. */
function listeningUrl(child: ChildProcess, file: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      const url = /https?:\/\/localhost:\d+/.exec(printed)
      if (url) resolve(url[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', () => reject(new Error(`${file} stopped before it listened: ${printed}`)))
  })
}
