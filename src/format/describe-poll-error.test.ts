import { expect, test } from 'vitest'
import { ContractError, HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import { describePollError } from './describe-poll-error.ts'

test.each([
  [new NetworkError('poll', null), 'Can’t reach the Headroom server.'],
  [new TimeoutError('poll', 20_000), 'The Headroom server took too long to respond.'],
  [
    new HttpError('poll', 502, { code: 'upstream_unreachable', message: '' }, null),
    'Can’t reach Butlr.',
  ],
  [
    new HttpError('poll', 400, { code: 'invalid_request', message: '' }, null),
    'The Headroom server rejected the request.',
  ],
  [
    new HttpError('poll', 503, null, null),
    'A proxy responded instead of the Headroom server (status 503).',
  ],
  [
    new HttpError('poll', 503, { code: 'store_unreachable', message: '' }, null),
    'The Headroom server can’t access its data store.',
  ],
  [new ContractError('POST /api/v3/reporting', 'odd'), 'Butlr sent an unexpected response.'],
  [
    new ContractError('GET /api/overrides', 'odd'),
    'The Headroom server sent an unexpected response.',
  ],
  [new Error('odd'), 'Butlr sent an unexpected response.'],
])('describes %s as “%s”', (error, words) => {
  expect(describePollError(error)).toBe(words)
})
