import {
  serveRecords,
  type ParsedRecord,
  type RecordMessage,
} from '#src/lib/records/record-server.ts'
import type { RecordWorker } from '#src/lib/records/record-worker.ts'

/** A worker in the same thread. Its answers are cloned, as a real worker's are. */
export type FakeWorker = RecordWorker & {
  /** The parts of the latest answer. */
  parts: unknown[]
  isTerminated: boolean
  /** Dispatches an error event, as if the script could not be loaded. */
  fail: () => void
}

/**
 * Creates a worker that serves records.
 *
 * @param answers whether the worker answers requests
 */
export function createFakeWorker<TEntry, TInfo>(
  parse: (text: string) => ParsedRecord<TEntry, TInfo>,
  answers = true,
): FakeWorker {
  const errors = new EventTarget()
  let receive: (event: MessageEvent<RecordMessage>) => void = () => undefined
  serveRecords(parse, {
    addEventListener: (_, listener) => {
      receive = listener
    },
  })
  const worker: FakeWorker = {
    parts: [],
    isTerminated: false,
    fail: () => void errors.dispatchEvent(new Event('error')),
    postMessage: (message) => {
      if (!answers) return
      worker.parts = []
      const post = message.port.postMessage.bind(message.port)
      message.port.postMessage = (part: unknown) => {
        worker.parts.push(part)
        post(part)
      }
      receive(new MessageEvent('message', { data: message }))
    },
    addEventListener: (type, listener) => errors.addEventListener(type, listener),
    removeEventListener: (type, listener) => errors.removeEventListener(type, listener),
    terminate: () => {
      worker.isTerminated = true
    },
  }
  return worker
}
