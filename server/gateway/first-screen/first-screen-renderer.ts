import { Worker } from 'node:worker_threads'
import { abortable } from '#server/gateway/http/abortable.ts'

/** The JSON of the responses that the overview shows. */
export type FirstScreenTexts = Record<
  'session' | 'readings' | 'places' | 'sensors' | 'overrides',
  string
>
export type RenderRequest = { id: number; texts: FirstScreenTexts; at: number }
export type RenderReply = { id: number; html: string | null } | { id: number; error: string }

/**
 * Renders the overview to HTML from responses. `at` is when the readings arrived, in Unix milliseconds. Resolves to
 * null if the browser must render the overview. Rejects if rendering fails, or with the signal's reason.
 */
export type RenderFirstScreen = (
  texts: FirstScreenTexts,
  at: number,
  signal: AbortSignal,
) => Promise<string | null>

const maxWaiting = 16
const memoryMb = 256

type PendingRender = { resolve: (html: string | null) => void; reject: (error: Error) => void }

/**
 * Creates a function that renders in a thread, so that rendering never blocks the gateway. The thread starts when the
 * first page is rendered, and runs until `close`. It receives only the JSON of a request, neither the environment nor
 * a session of the gateway. A thread that fails is replaced when the next page is rendered.
 *
 * @param file the built `server/first-screen-worker.ts`
 */
export function createFirstScreenRenderer(file: URL): {
  render: RenderFirstScreen
  close: () => Promise<void>
} {
  let worker: Worker | null = null
  let lastId = 0
  const pending = new Map<number, PendingRender>()

  function start(): Worker {
    const started = new Worker(file, {
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    started.on('message', (reply: RenderReply) => {
      if ('html' in reply) pending.get(reply.id)?.resolve(reply.html)
      else pending.get(reply.id)?.reject(new Error(reply.error))
      pending.delete(reply.id)
    })
    started.on('error', (error) => replace(toError(error)))
    started.unref()
    return started
  }

  /** Rejects all pages that wait for the thread; the next page starts another thread. */
  function replace(why: Error): void {
    worker?.removeAllListeners()
    // Errors during termination need no handling.
    worker?.on('error', () => undefined)
    void worker?.terminate()
    worker = null
    for (const { reject } of pending.values()) reject(why)
    pending.clear()
  }

  async function render(texts: FirstScreenTexts, at: number, signal: AbortSignal) {
    if (pending.size >= maxWaiting) replace(new Error('The thread does not respond.'))
    lastId += 1
    const id = lastId
    const html = new Promise<string | null>((resolve, reject) => {
      pending.set(id, { resolve, reject })
    })
    worker ??= start()
    worker.postMessage({ id, texts, at } satisfies RenderRequest, [])
    return abortable(html, signal)
  }

  return {
    render,
    async close() {
      await worker?.terminate()
    },
  }
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The thread failed.', { cause: reason })
}
