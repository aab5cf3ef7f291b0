import * as v from 'valibot'
import { describeError } from './collect.ts'
import { startHistory } from './history.ts'
import { createMessagePeer, type RequestHandler } from './message-peer.ts'
import { createHistoryLog } from './process-log.ts'
import { gatewayRequests, historyHandlers } from './process-messages.ts'
import { HistoryProcessConfig } from './protocol.ts'

// Entry point of the child process of `startHistoryProcess`: collects, derives and queries the history.

const config = v.parse(v.pipe(v.string(), v.parseJson(), HistoryProcessConfig), process.argv[2])
const log = createHistoryLog((line) => void process.stdout.write(`${line}\n`))

const handlers: Record<string, RequestHandler> = {}
const peer = createMessagePeer({
  send(message) {
    if (process.connected) process.send?.(message)
  },
  handlers,
  onError: (name, error) =>
    log.error(
      { request: name, error: describeError(error) },
      'cannot answer a request of the gateway',
    ),
})
const history = startHistory({ config, gateway: gatewayRequests(peer), log, now: Date.now })
Object.assign(handlers, historyHandlers(history))
process.on('message', peer.receive)

// This process ignores signals to its process group: the gateway closes the channel after its own work is done.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined)
process.once('disconnect', () => {
  peer.close()
  void history.stop().finally(() => process.exit(0))
})
