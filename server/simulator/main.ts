import process from 'node:process'
import { serve } from '@hono/node-server'
import { createSimulator } from './create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { parseFlags } from './parse-flags.ts'

/**
 * Runs the simulator as a separate process, for any client of the Butlr API. Any client that can reach the port can
 * change the faults, so the server listens only on localhost unless `--host` is set.
 */
function main(): void {
  const { flags, problems } = parseFlags(process.argv.slice(2))
  if (flags === null) {
    process.stderr.write(`${problems.join('\n')}\n`)
    process.exitCode = 1
    return
  }
  const { port, host } = flags
  const simulator = createSimulator(flags.simulator)
  const server = serve(
    {
      fetch: async (request, { incoming }) => {
        try {
          return await simulator.fetch(request)
        } catch {
          // A simulated network failure closes the connection without a response.
          incoming.socket.destroy()
          return new Response(null, { status: 500 })
        }
      },
      port,
      hostname: host,
    },
    (address) => {
      const { username, password, clientId, clientSecret } = demoCredentials
      process.stdout.write(
        [
          `Simulated Butlr API listening on http://${host}:${address.port}`,
          `  user    ${username} / ${password}`,
          `  client  ${clientId} / ${clientSecret}`,
          '',
        ].join('\n'),
      )
    },
  )
  server.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  }
}

main()
