import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as v from 'valibot'
import { WebSocket } from 'ws'

const Targets = v.array(v.object({ type: v.string(), webSocketDebuggerUrl: v.string() }))
const Message = v.object({
  id: v.optional(v.number()),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
  method: v.optional(v.string()),
  params: v.optional(v.unknown()),
})
const Evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.unknown()),
})
const Screenshot = v.object({ data: v.string() })

/** A page in a separate browser. */
export type Screen = {
  /** Runs a function at the start of every page that is opened afterwards. Its argument is JSON. */
  prepare: <Argument>(script: (argument: Argument) => void, argument: Argument) => Promise<void>
  open: (url: string) => Promise<void>
  /** Runs a function in the page. Its argument and result are JSON. */
  evaluate: <Argument, Result>(
    script: (argument: Argument) => Result,
    argument: Argument,
  ) => Promise<Result>
  resize: (width: number, height: number) => Promise<void>
  setOffline: (isOffline: boolean) => Promise<void>
  /** Presses a key by its name. Remote control keys also have a code. */
  press: (key: string, code?: number) => Promise<void>
  screenshot: () => Promise<Buffer>
  /** Returns the script errors that the page did not catch. */
  errors: () => string[]
  close: () => Promise<void>
}

/**
 * Starts a Chromium and controls it over the DevTools protocol, because Playwright, Puppeteer and Selenium do not
 * support Chromium 78. Ends the process if the browser fails to start.
 *
 * @param environment additional environment variables for the browser
 */
export async function startScreen(
  executable: string,
  flags: readonly string[],
  environment: Record<string, string> = {},
): Promise<Screen> {
  const { port, close } = await launch(executable, flags, environment)
  const timer = globalThis.setTimeout(() => void close(), startTimeoutMs)
  try {
    return await drive(await port, close)
  } catch (error) {
    await close()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

const startTimeoutMs = 30_000

/** Starts a browser process. Returns the port of its DevTools protocol and a function that ends the process. */
async function launch(
  executable: string,
  flags: readonly string[],
  environment: Record<string, string>,
): Promise<{ port: Promise<string>; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'headroom-screen-'))
  const options = ['--headless', '--remote-debugging-port=0', '--hide-scrollbars', '--mute-audio']
  const child = spawn(
    executable,
    [...options, `--user-data-dir=${profile}`, ...flags, 'about:blank'],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    // If the executable is missing, the process emits `error` but not `exit`.
    child.once('error', () => resolve())
  })
  return {
    port: debuggingPort(child),
    async close() {
      child.kill('SIGKILL')
      await exited
      // The browser's helper processes can still write files for a short time.
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
    },
  }
}

async function drive(port: string, close: () => Promise<void>): Promise<Screen> {
  const { send, errors } = await connect(port)
  await send('Page.enable', {})
  await send('Runtime.enable', {})
  await send('Network.enable', {})

  const evaluateSource = async (expression: string): Promise<unknown> => {
    const parameters = { expression, returnByValue: true, awaitPromise: true }
    const answer = await send('Runtime.evaluate', parameters).catch((error: unknown) => {
      // A navigation during the call makes it fail, so the call is repeated once.
      if (/context|navigated/i.test(String(error))) return send('Runtime.evaluate', parameters)
      throw error
    })
    const { result, exceptionDetails } = v.parse(Evaluated, answer)
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return result.value
  }
  return {
    prepare: async (script, argument) =>
      void (await send('Page.addScriptToEvaluateOnNewDocument', {
        source: `(${script.toString()})(${JSON.stringify(argument)})`,
      })),
    open: async (url) => void (await send('Page.navigate', { url })),
    evaluate: async <Argument, Result>(
      script: (argument: Argument) => Result,
      argument: Argument,
    ) => {
      const value: unknown = await evaluateSource(
        `(${script.toString()})(${JSON.stringify(argument)})`,
      )
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- JSON keeps the type
      return value as Result
    },
    resize: async (width, height) =>
      void (await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      })),
    setOffline: async (isOffline) =>
      void (await send('Network.emulateNetworkConditions', {
        offline: isOffline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })),
    async press(key, code = 0) {
      const text = key === 'Enter' ? { text: '\r' } : {}
      const event = { key, windowsVirtualKeyCode: key === 'Enter' ? 13 : code, ...text }
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
    },
    async screenshot() {
      const answer = await send('Page.captureScreenshot', { format: 'png' })
      return Buffer.from(v.parse(Screenshot, answer).data, 'base64')
    },
    errors: () => [...errors],
    close,
  }
}

/** Returns the DevTools port that the browser prints at the start. */
function debuggingPort(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const port = /ws:\/\/[^:]+:(\d+)\//.exec(output)?.[1]
      if (port !== undefined) resolve(port)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`The browser did not start: ${output}`)))
  })
}

type Send = (method: string, parameters: object) => Promise<unknown>

/** Returns the DevTools URL of the first page, which is listed shortly after the port is open. */
async function findPage(port: string): Promise<string> {
  for (;;) {
    const listed = await fetch(`http://127.0.0.1:${port}/json/list`)
    const page = v.parse(Targets, await listed.json()).find(({ type }) => type === 'page')
    if (page !== undefined) return page.webSocketDebuggerUrl
    await setTimeout(50)
  }
}

async function connect(port: string): Promise<{ send: Send; errors: string[] }> {
  const socket = new WebSocket(await findPage(port), { perMessageDeflate: false })
  const errors: string[] = []
  const waiting = new Map<number, (message: v.InferOutput<typeof Message>) => void>()
  socket.on('message', (data: Buffer) => {
    const message = v.parse(Message, JSON.parse(data.toString()))
    if (message.id !== undefined) waiting.get(message.id)?.(message)
    if (message.method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(message.params))
  })
  socket.on('close', () => {
    for (const answer of waiting.values()) answer({ error: { message: 'The browser closed.' } })
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  let last = 0
  const send: Send = async (method, parameters) => {
    // Writing to a closed socket does not throw, so the call would never end.
    if (socket.readyState !== WebSocket.OPEN) throw new Error('The browser closed.')
    last += 1
    const id = last
    const answer = new Promise<v.InferOutput<typeof Message>>((resolve) => {
      waiting.set(id, resolve)
    })
    socket.send(JSON.stringify({ id, method, params: parameters }))
    const { result, error } = await answer
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result
  }
  return { send, errors }
}
