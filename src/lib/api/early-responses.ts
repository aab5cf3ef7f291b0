/** A response and its text. Times are in Unix milliseconds of the device: when the request was sent, headers received. */
export type ReceivedResponse = {
  response: Response
  text: string
  sentAt: number
  receivedAt: number
}

declare global {
  /**
   * Responses to the requests that `public/early-requests.js` sent while the app's script loaded, by method, path and
   * body; null for a request that failed.
   */
  var headroomEarlyResponses: Record<string, Promise<ReceivedResponse | null>> | undefined
}

/** An older response is not used: on a very slow network the script may arrive much later than the responses. */
const maxAgeMs = 10_000

/**
 * Takes the early response to a request. Each can be taken once, so that later requests reach the server. The first
 * request without an early response discards the rest, so that none survives a change of the account.
 *
 * @returns null when there is none, when it failed or when it is older than ten seconds
 */
export async function takeEarlyResponse(name: string, body = ''): Promise<ReceivedResponse | null> {
  const pending = globalThis.headroomEarlyResponses?.[`${name} ${body}`]
  if (!pending) {
    globalThis.headroomEarlyResponses = undefined
    return null
  }
  delete globalThis.headroomEarlyResponses?.[`${name} ${body}`]
  const early = await pending
  const deviceNow = performance.timeOrigin + performance.now()
  return early && deviceNow - early.receivedAt < maxAgeMs ? early : null
}
