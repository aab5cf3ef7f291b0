import { replaceEqualDeep } from '@tanstack/react-query'
import type { JsonResponse } from '#src/lib/api/request.ts'
import type * as responseWorkers from './response-workers.ts'

/**
 * Responses with more UTF-16 code units than this (the readings of about 750 rooms) are parsed in a worker. For shorter
 * responses, loading and calling the worker would take longer than parsing.
 */
const largeResponseLength = 200_000

/**
 * Parses a response. Unchanged parts are the same objects as in `previous`. Large responses are parsed in a worker,
 * except the first, so that the first screen does not wait for the worker.
 *
 * @param parse parses the JSON of a response on the main thread
 * @param parseInWorker parses the text of a response in a worker; resolves to null if the main thread must parse it
 */
export async function readResponse<TData>(
  { text, json }: JsonResponse,
  previous: TData | undefined,
  parse: (json: unknown) => TData,
  parseInWorker: (
    workers: typeof responseWorkers,
  ) => (text: string, previous: TData) => Promise<TData | null>,
): Promise<TData> {
  if (previous && text.length > largeResponseLength) {
    // The import fails if a new version has replaced the chunk. The main thread then parses the response.
    const workers = await import('./response-workers.ts').catch(() => null)
    const parsed = workers && (await parseInWorker(workers)(text, previous))
    if (parsed) return parsed
  }
  return replaceEqualDeep(previous, parse(json()))
}
