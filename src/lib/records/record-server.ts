import { replaceEqualDeep } from '@tanstack/query-core'

/**
 * A string to parse, and the version `base` of the record that the page has. `base` is null if the page has no record
 * from this worker.
 */
export type RecordRequest = { text: string; base: number | null }

/**
 * A part of the answer: new and changed entries, or the end. `removed` are the keys of the page's record that the new
 * record lacks. If `complete`, the answer contains every entry, even entries that the page already has. `failed` means
 * that the string could not be parsed.
 */
export type RecordAnswer<TEntry, TInfo> =
  | { kind: 'entries'; entries: Record<string, TEntry> }
  | { kind: 'end'; version: number; complete: boolean; removed: string[]; info: TInfo }
  | { kind: 'failed' }

/** The parsed string: entries by key, and information about the whole record. Plain JSON. */
export type ParsedRecord<TEntry, TInfo> = { entries: Record<string, TEntry>; info: TInfo }

/** The page handles each part in one task, so parts must be small. */
const maxEntriesPerPart = 250

/**
 * Returns the function that runs in the worker. It parses a string, and yields only the entries that differ from the
 * version of the record that the page has. After a restart, or if the page has a different version, it yields every
 * entry.
 */
function createRecordServer<TEntry, TInfo>(
  parse: (text: string) => ParsedRecord<TEntry, TInfo>,
): (request: RecordRequest) => Generator<RecordAnswer<TEntry, TInfo>> {
  let version = 0
  let latest: Record<string, TEntry> | undefined

  return function* answer({ text, base }) {
    const { entries: parsed, info } = parse(text)
    const entries = replaceEqualDeep(latest, parsed)
    const held = base === version ? latest : undefined
    latest = entries
    version += 1
    const changed = Object.entries(entries).filter(([key, entry]) => held?.[key] !== entry)
    for (let start = 0; start < changed.length; start += maxEntriesPerPart) {
      const part = changed.slice(start, start + maxEntriesPerPart)
      yield { kind: 'entries', entries: Object.fromEntries(part) }
    }
    const removed = Object.keys(held ?? {}).filter((key) => !(key in entries))
    yield { kind: 'end', version, complete: held === undefined, removed, info }
  }
}

/** A request with the port that receives the answer. */
export type RecordMessage = RecordRequest & { port: MessagePort }

/** The part of a worker's global object that is used here. */
type RecordScope = {
  addEventListener: (
    type: 'message',
    listener: (event: MessageEvent<RecordMessage>) => void,
  ) => void
}

/** Serves requests in a worker whose global object is `scope`. */
export function serveRecords<TEntry, TInfo>(
  parse: (text: string) => ParsedRecord<TEntry, TInfo>,
  scope: RecordScope = globalThis,
): void {
  const answer = createRecordServer(parse)
  scope.addEventListener('message', ({ data: { text, base, port } }) => {
    try {
      for (const part of answer({ text, base })) port.postMessage(part)
    } catch {
      // The page then parses the string and reports the error.
      port.postMessage({ kind: 'failed' })
    }
  })
}
