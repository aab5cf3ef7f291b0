const origin = 'https://headroom.test'

/**
 * Creates a `fetch` that behaves as in a browser on Headroom's page. It resolves paths against the page's origin, keeps
 * cookies, sends origin headers, and rejects on abort.
 *
 * @param serve a Headroom server as a function
 */
export function createBrowserFetch(
  serve: (request: Request) => Promise<Response>,
): typeof globalThis.fetch {
  const cookies = new Map<string, string>()

  return async (input, init) => {
    const { signal, body, ...rest } = init ?? {}
    const url = new URL(input instanceof Request ? input.url : input, origin)
    const headers = new Headers(rest.headers)
    headers.set('Host', url.host)
    headers.set('Origin', origin)
    headers.set('Sec-Fetch-Site', 'same-origin')
    headers.set('Cookie', [...cookies].map((pair) => pair.join('=')).join('; '))

    // Node's `Request` does not accept the document's `AbortSignal`.
    const request = new Request(url, { ...rest, headers, ...(body ? { body } : {}) })
    const response = await abortable(signal, serve(request))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
}

function abortable<TResult>(
  signal: AbortSignal | null | undefined,
  work: Promise<TResult>,
): Promise<TResult> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort))
      .catch(() => {})
  })
}
