import { replaceEqualDeep } from '@tanstack/react-query'
import type { JsonResponse } from '#src/lib/api/request.ts'
import type * as responseWorkers from './response-workers.ts'

/**
 * Length of a response, in UTF-16 code units, above which a worker parses it: the readings of about 750 rooms. Parsing
 * a shorter response takes less time than loading and calling the worker.
 */
const largeResponseLength = 200_000

/**
 * Parses a response. Unchanged parts are the objects of `previous`. A worker parses large responses, except the first,
 * so that the first screen does not wait for the worker.
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
    // If a new version has replaced the chunk, importing it fails and the page parses the response itself.
    const workers = await import('./response-workers.ts').catch(() => null)
    const parsed = workers && (await parseInWorker(workers)(text, previous))
    if (parsed) return parsed
  }
  return replaceEqualDeep(previous, parse(json()))
}
