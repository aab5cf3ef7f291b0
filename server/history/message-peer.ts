import * as v from 'valibot'
import { failed, ResultEnvelope, type Result } from './protocol.ts'

const Id = v.pipe(v.number(), v.integer())
const Message = v.variant('kind', [
  v.object({ kind: v.literal('request'), id: Id, name: v.string(), request: v.unknown() }),
  v.object({ kind: v.literal('response'), id: Id, result: ResultEnvelope }),
  v.object({ kind: v.literal('cancel'), id: Id }),
])
type Message = v.InferOutput<typeof Message>

/**
 * Validates and answers a request from the other side. The signal aborts if the other side cancels the request or the
 * channel closes.
 */
export type RequestHandler = (request: unknown, signal: AbortSignal) => Promise<Result<unknown>>

/** One side of a channel between two processes. Both sides send requests. */
export type MessagePeer = {
  receive: (message: unknown) => void
  /**
   * Sends a request. Resolves with its value, or with a failure: `cancelled` if the signal aborts, `failed` if the
   * value does not match `schema`, `unavailable` if the channel closes. Never rejects.
   */
  call: <const TSchema extends v.GenericSchema>(
    name: string,
    request: unknown,
    schema: TSchema,
    signal: AbortSignal,
  ) => Promise<Result<v.InferOutput<TSchema>>>
  /** Fails all open requests with `unavailable`, and cancels those of the other side. */
  close: () => void
}

type MessagePeerOptions = {
  send: (message: Message) => void
  handlers: Readonly<Record<string, RequestHandler>>
  /** Called if a handler throws. */
  onError: (name: string, error: unknown) => void
}

/** Creates one side of a channel. Malformed messages and responses to unknown requests are ignored. */
export function createMessagePeer({ send, handlers, onError }: MessagePeerOptions): MessagePeer {
  let lastId = 0
  let isClosed = false
  const sent = new Map<number, (result: Result<unknown>) => void>()
  const received = new Map<number, AbortController>()

  async function answer(id: number, name: string, request: unknown): Promise<void> {
    const controller = new AbortController()
    received.set(id, controller)
    const result = await handle(name, request, controller.signal)
    received.delete(id)
    if (!isClosed) send({ kind: 'response', id, result })
  }

  async function handle(
    name: string,
    request: unknown,
    signal: AbortSignal,
  ): Promise<Result<unknown>> {
    try {
      const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
      return handler === undefined ? failed('refused') : await handler(request, signal)
    } catch (error) {
      if (signal.aborted) return failed('cancelled')
      onError(name, error)
      return failed('failed')
    }
  }

  function exchange(name: string, request: unknown, signal: AbortSignal): Promise<Result<unknown>> {
    if (isClosed) return Promise.resolve(failed('unavailable'))
    if (signal.aborted) return Promise.resolve(failed('cancelled'))
    lastId += 1
    const id = lastId
    return new Promise((resolve) => {
      const settle = (result: Result<unknown>) => {
        sent.delete(id)
        signal.removeEventListener('abort', cancel)
        resolve(result)
      }
      const cancel = () => {
        if (!isClosed) send({ kind: 'cancel', id })
        settle(failed('cancelled'))
      }
      sent.set(id, settle)
      signal.addEventListener('abort', cancel, { once: true })
      send({ kind: 'request', id, name, request })
    })
  }

  return {
    receive(message) {
      const parsed = v.safeParse(Message, message)
      if (!parsed.success || isClosed) return
      const { output } = parsed
      switch (output.kind) {
        case 'request':
          void answer(output.id, output.name, output.request)
          return
        case 'response':
          sent.get(output.id)?.(output.result)
          return
        case 'cancel':
          received.get(output.id)?.abort()
      }
    },
    async call(name, request, schema, signal) {
      const result = await exchange(name, request, signal)
      if (!result.ok) return result
      const value = v.safeParse(schema, result.value)
      return value.success ? { ok: true, value: value.output } : failed('failed')
    },
    close() {
      isClosed = true
      for (const settle of sent.values()) settle(failed('unavailable'))
      for (const controller of received.values()) controller.abort()
    },
  }
}

/** Returns a handler that validates the request with `schema`, and fails with `refused` if it does not match. */
export function validated<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  handle: (request: v.InferOutput<TSchema>, signal: AbortSignal) => Promise<Result<unknown>>,
): RequestHandler {
  return async (request, signal) => {
    const parsed = v.safeParse(schema, request)
    return parsed.success ? handle(parsed.output, signal) : failed('refused')
  }
}
