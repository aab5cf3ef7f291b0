import { request } from 'node:http'

/**
 * How many bytes the gateway's answer is on the wire, without its headers, to a client that takes gzip.
 *
 * @param {import('./watch-polls.mjs').Asked} asked what the page asked, its session's cookie included
 * @returns {Promise<{ bytes: number, encoding: string }>}
 */
export function weighAnswer({ url, headers, body }) {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method: 'POST', headers: { ...headers, 'accept-encoding': 'gzip' } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The gateway answered a poll with ${response.statusCode}.`))
          return
        }
        let bytes = 0
        response.on('data', (/** @type {Buffer} */ chunk) => {
          bytes += chunk.length
        })
        response.on('end', () =>
          resolve({ bytes, encoding: response.headers['content-encoding'] ?? 'none' }),
        )
        response.on('error', reject)
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })
}
