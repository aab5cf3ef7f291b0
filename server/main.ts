import type { Server } from 'node:http'
import { join } from 'node:path'
import { pino } from 'pino'
import { createServer } from './app.ts'
import { parseConfig, type Config } from './config.ts'
import { createHttpServer, drain } from './gateway/http/http-server.ts'
import {
  openOverridesFile,
  OverridesFileError,
  type OverridesFile,
} from '#server/gateway/overrides/overrides-file.ts'
import { loadOrCreateSecret, SecretFileError } from './gateway/auth/secret-file.ts'
import { arePagesBuilt } from './gateway/http/static-files.ts'
import { type BuiltPages, openBuiltPages } from '#server/gateway/http/releases.ts'
import { openStore } from './gateway/store/open-store.ts'
import { StoreFileError } from './gateway/store/store-file.ts'
import type { Store } from './gateway/store/store.ts'
import { timeZoneDataWarning } from './time-zone-data.ts'
import type { HistoryOptions } from './gateway/history/history-options.ts'
import { startHistoryProcess } from './history/history-client.ts'

const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime })
const drainTimeoutMs = 10_000
const overridesPollMs = 2_000

/** Prints a message for the operator to stderr, apart from the log, which goes to stdout. */
function printToOperator(message: string): void {
  process.stderr.write(`${message}\n`)
}

function failStartup(errors: readonly string[]): void {
  for (const error of errors) printToOperator(`Headroom did not start: ${error}`)
  process.exitCode = 1
}

async function start(config: Config): Promise<void> {
  const secret = config.secret ?? (await loadOrCreateSecret(config.dataDirectory))
  const overrides = await watchOverrides(config.overridesPath)
  const store = await openStore({ ...config, now: Date.now, log, onLost: exitOnLostDataDirectory })
  const pages = await openBuiltPages(new URL('..', import.meta.url), { ...config, log })
  const shutdownTasks: (() => Promise<void>)[] = []
  const onStop = (task: () => Promise<void>) => void shutdownTasks.push(task)
  const headroom = createServer(
    { ...config, secret, pages },
    {
      fetch: (request) => fetch(request),
      now: Date.now,
      log,
      overrides,
      store,
      answerWorker: new URL('./answer-worker.js', import.meta.url),
      firstScreen: {
        worker: new URL('./first-screen-worker.js', import.meta.url),
        // The browser loads the app's files during this time, so waiting costs little.
        maxWaitMs: 500,
      },
      history: historyOptions(config, onStop),
      onStop,
    },
  )
  const server = createHttpServer(headroom.fetch)
  server.on('error', (error) => {
    failStartup([describeListenError(error, config)])
    void store.close()
  })
  server.listen(config.port, config.host, () => logStartup(server, config, pages))
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void shutDown(server, store, shutdownTasks))
}

/** Returns the options that start the history in a separate process, which ends with the gateway. */
function historyOptions(
  { history }: Config,
  onStop: (task: () => Promise<void>) => void,
): HistoryOptions {
  const { directory } = history
  const file = new URL('./history-process.js', import.meta.url)
  return {
    ...history,
    start:
      directory === null
        ? null
        : (gateway, estate) => {
            const config = { ...history, directory: join(directory, estate) }
            const client = startHistoryProcess({ file, config, gateway, log })
            onStop(client.stop)
            return client
          },
  }
}

/**
 * Opens the operator's overrides file and checks it for changes every two seconds. Returns null if no file is
 * configured.
 */
async function watchOverrides(path: string | null): Promise<OverridesFile | null> {
  if (path === null) return null
  const file = await openOverridesFile({ path, now: Date.now, log })
  setInterval(() => void file.check(), overridesPollMs).unref()
  return file
}

/** Exits when another process takes over the data directory, because further writes would overwrite its data. */
function exitOnLostDataDirectory(): void {
  printToOperator('Headroom stopped: another process took over HEADROOM_DATA_DIR.')
  process.exit(1)
}

function logStartup(server: Server, config: Config, pages: BuiltPages): void {
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : config.port
  const name = config.host === '127.0.0.1' ? 'localhost' : config.host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  const butlr = config.butlrBaseUrl?.href ?? 'embedded simulator'
  const timeZoneData = process.versions['tz']
  log.info(
    {
      url,
      butlr,
      secret: config.secret === null ? `stored in ${config.dataDirectory}` : 'HEADROOM_SECRET',
      previousSecret: config.previousSecret === null ? null : 'HEADROOM_SECRET_PREVIOUS',
      pollSeconds: config.pollSeconds,
      overrides: config.overridesPath,
      staff: config.staff === undefined ? 'all Butlr accounts' : 'HEADROOM_STAFF',
      managers: config.managers === undefined ? 'all staff' : 'HEADROOM_MANAGERS',
      store: config.storeUrl === null ? `file in ${config.dataDirectory}` : 'HEADROOM_STORE_URL',
      history: config.history.directory,
      timeZoneData: timeZoneData ?? null,
    },
    'started',
  )
  printToOperator(`Headroom is running at ${url} (${butlr}).`)
  const { protocol, hostname = '' } = config.butlrBaseUrl ?? {}
  if (protocol === 'http:' && !/^(localhost$|127\.|\[::1\])/.test(hostname)) {
    printToOperator('BUTLR_BASE_URL uses plain HTTP, so tokens are sent unencrypted.')
  }
  const oldTimeZoneData = timeZoneDataWarning(timeZoneData, Date.now())
  if (oldTimeZoneData !== null) printToOperator(oldTimeZoneData)
  if (config.history.directory === null) {
    printToOperator(
      'The history is off: HEADROOM_STORE_URL needs HEADROOM_HISTORY_DIR, a directory that all gateways share.',
    )
  }
  if (!arePagesBuilt(pages)) {
    printToOperator(
      'The app is not built, so only the API is available; run "npm start" to build it.',
    )
  }
}

async function shutDown(
  server: Server,
  store: Store,
  tasks: readonly (() => Promise<void>)[],
): Promise<void> {
  log.info('draining')
  await drain(server, drainTimeoutMs)
  await Promise.all(tasks.map((task) => task()))
  await store.close()
  log.info('stopped')
}

function describeListenError(error: Error, config: Config): string {
  const code = 'code' in error ? String(error.code) : error.message
  if (code === 'EADDRINUSE') return `PORT ${config.port} is already in use on ${config.host}.`
  if (code === 'EACCES')
    return `PORT ${config.port} requires privileges that this user does not have.`
  return `Cannot listen on HOST ${config.host}, PORT ${config.port} (${code}).`
}

const parsedConfig = parseConfig(process.env)
if (!parsedConfig.ok) {
  failStartup(parsedConfig.errors)
} else {
  start(parsedConfig.config).catch((error: unknown) => {
    const isForOperator =
      error instanceof SecretFileError ||
      error instanceof OverridesFileError ||
      error instanceof StoreFileError
    if (!isForOperator) throw error
    failStartup([error.message])
  })
}
