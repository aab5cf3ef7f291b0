import process from 'node:process'
import { serve } from '@hono/node-server'
import { createSimulator } from './create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { parseFlags } from './parse-flags.ts'

/**
 * The simulator as a process of its own, for any client of the Butlr API. Changing its faults is open to whoever can
 * reach its port, which is therefore only on this machine unless `--host` says otherwise.
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
          // What is a failing network in the process is a broken connection outside of it.
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
          `A simulated Butlr API on http://${host}:${address.port}`,
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
