import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { createServer } from 'node:tls'

/**
 * Starts a TLS proxy for a local server, because WebKit and old versions of Chromium accept `Secure` cookies only over
 * TLS.
 */
export async function startTlsProxy(
  target: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { port } = new URL(target)
  const pem = createCertificate()
  const sockets = new Set<Socket>()
  const server = createServer({ key: pem, cert: pem }, (socket) => {
    sockets.add(socket)
    // Ignores errors, because browsers may close a connection at any time.
    pipeline(socket, connect(Number(port), '127.0.0.1'), socket, () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  return {
    url: `https://localhost:${address.port}`,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Returns a new private key and a self-signed certificate for `localhost`, as PEM. */
function createCertificate(): string {
  const options =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost'
  const files = '-addext subjectAltName=DNS:localhost -keyout - -out -'
  return execFileSync('openssl', `${options} ${files}`.split(' '), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}
