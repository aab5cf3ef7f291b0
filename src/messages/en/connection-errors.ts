/** Why data could not be loaded. Each message names the system that failed, so that users know whom to ask for help. */

export const sessionEnded = 'Your session has ended.'

// The Headroom server.

export const serverUnreachable = 'Can’t reach the Headroom server.'
export const serverTimeout = 'The Headroom server took too long to respond.'
export const serverBusy = 'The Headroom server is busy.'
export const serverRefused = 'The Headroom server rejected the request.'
export const serverInvalid = 'The Headroom server sent an unexpected response.'
export const storeUnreachable = 'The Headroom server can’t access its data store.'
export const serverFailed = 'The Headroom server had an error.'
/** @param status the HTTP status, such as 503 */
export const proxyResponded = (status: number) =>
  `A proxy responded instead of the Headroom server (status ${status}).`

// Butlr, the service that provides the data.

export const butlrUnreachable = 'Can’t reach Butlr.'
export const butlrTimeout = 'Butlr took too long to respond.'
export const butlrRateLimit = 'Butlr is limiting requests.'
export const butlrForbidden = 'Your Butlr account doesn’t have access to this data.'
export const butlrFailed = 'Butlr returned an error.'
export const butlrInvalid = 'Butlr sent an unexpected response.'
