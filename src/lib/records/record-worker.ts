import { replaceEqualDeep } from '@tanstack/query-core'
import type { ParsedRecord, RecordAnswer, RecordMessage, RecordRequest } from './record-server.ts'

/** The part of a worker that is used here. */
export type RecordWorker = {
  postMessage: (message: RecordMessage, transfer: MessagePort[]) => void
  addEventListener: (type: 'error', listener: (event: Event) => void) => void
  removeEventListener: (type: 'error', listener: (event: Event) => void) => void
  terminate: () => void
}

/** Much longer than parsing takes. Without a timeout, a worker that does not answer would stop polling permanently. */
const defaultTimeoutMs = 10_000

/**
 * Returns the function that runs on the main thread. It parses a string in a worker and returns the record, in which
 * unchanged entries are the same objects as in the previous record. It returns null if the main thread must parse the
 * string. This is the case if the string is invalid, and permanently after the worker failed to start, threw or did not
 * answer.
 *
 * @param start starts the worker, which calls `serveRecords`; called on the first request
 */
export function createRecordReader<TEntry, TInfo>(
  start: () => RecordWorker,
  timeoutMs = defaultTimeoutMs,
): (text: string, previous: Record<string, TEntry>) => Promise<ParsedRecord<TEntry, TInfo> | null> {
  let worker: RecordWorker | null = null
  let isBroken = false
  /** The record of the latest answer, with its version in the worker. */
  let latest: { version: number; entries: Record<string, TEntry> } | null = null

  return async (text, previous) => {
    if (isBroken) return null
    const changed: Record<string, TEntry> = {}
    const addPart = (entries: Record<string, TEntry>) => {
      for (const key in entries) {
        const entry = entries[key]
        if (entry !== undefined) changed[key] = replaceEqualDeep(previous[key], entry)
      }
    }
    try {
      worker ??= start()
      // The caller's record may not come from this worker, for example after a new sign-in.
      const base = latest?.entries === previous ? latest.version : null
      const end = await ask<TEntry, TInfo>(worker, { text, base }, timeoutMs, addPart)
      if (end.kind === 'failed') return null
      const entries = end.complete
        ? replaceEqualDeep(previous, changed)
        : withChanges(previous, changed, end.removed)
      latest = { version: end.version, entries }
      return { entries, info: end.info }
    } catch {
      isBroken = true
      worker?.terminate()
      return null
    }
  }
}

function withChanges<TEntry>(
  previous: Record<string, TEntry>,
  changed: Record<string, TEntry>,
  removed: readonly string[],
): Record<string, TEntry> {
  if (removed.length === 0 && Object.keys(changed).length === 0) return previous
  const next = { ...previous, ...changed }
  for (const key of removed) delete next[key]
  return next
}

type AnswerEnd<TEntry, TInfo> = Exclude<RecordAnswer<TEntry, TInfo>, { kind: 'entries' }>

async function ask<TEntry, TInfo>(
  worker: RecordWorker,
  request: RecordRequest,
  timeoutMs: number,
  addPart: (entries: Record<string, TEntry>) => void,
): Promise<AnswerEnd<TEntry, TInfo>> {
  const { port1: ownPort, port2: port } = new MessageChannel()
  let timer: ReturnType<typeof setTimeout> | undefined
  let fail: (reason: unknown) => void = () => undefined
  try {
    return await new Promise((resolve, reject) => {
      fail = reject
      timer = setTimeout(() => reject(new Error('The worker did not answer.')), timeoutMs)
      worker.addEventListener('error', fail)
      ownPort.addEventListener('message', ({ data }: MessageEvent<RecordAnswer<TEntry, TInfo>>) => {
        if (data.kind === 'entries') addPart(data.entries)
        else resolve(data)
      })
      ownPort.start()
      worker.postMessage({ ...request, port }, [port])
    })
  } finally {
    clearTimeout(timer)
    worker.removeEventListener('error', fail)
    ownPort.close()
  }
}
