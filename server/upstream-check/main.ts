/**
 * `npm run check-upstream`: reports the undocumented behaviour of the configured Butlr API. Without BUTLR_BASE_URL, it
 * checks the embedded simulator.
 */
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { parseConfig } from '#server/config.ts'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { checkUpstream } from './check-upstream.ts'
import { createUpstreamClient } from './upstream-client.ts'

/** Limits requests to a real API to one per second. */
const pauseMs = 1_000

async function main(): Promise<void> {
  const parsed = parseConfig(process.env)
  if (!parsed.ok) return fail(parsed.errors)
  const { butlrBaseUrl, displayCredentials } = parsed.config
  if (butlrBaseUrl !== null && displayCredentials === null) {
    return fail(['BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET must be set to check BUTLR_BASE_URL.'])
  }
  const simulator = butlrBaseUrl === null ? createSimulator() : null
  const upstream = createUpstreamClient({
    baseUrl: butlrBaseUrl ?? new URL('http://simulator.invalid'),
    fetch: (request) => (simulator === null ? fetch(request) : simulator.fetch(request)),
    now: Date.now,
    pause: () => (simulator === null ? wait(pauseMs) : Promise.resolve()),
  })
  const { text, complete } = await checkUpstream(upstream, displayCredentials ?? demoCredentials)
  const where = butlrBaseUrl?.host ?? 'the embedded simulator'
  process.stdout.write(`# Check of ${where}, ${new Date().toISOString()}\n\n${text}`)
  process.exitCode = complete ? 0 : 1
}

function fail(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}

await main()
