/**
 * A browser without a page: it keeps cookies and asks as pages of Headroom do.
 *
 * @param {string} url of the gateway
 */
export function createClient(url) {
  /** @type {Map<string, string>} */
  const cookies = new Map()
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   */
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...headers,
        origin: url,
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    const { status } = response
    return { status, headers: response.headers, body: text === '' ? null : JSON.parse(text), text }
  }
}
