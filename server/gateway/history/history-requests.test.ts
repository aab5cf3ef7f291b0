import { expect, test } from 'vitest'
import { ButlrError, toGatewayError } from '#server/gateway/butlr/butlr-error.ts'
import { failureCode } from './history-requests.ts'

test.each([
  [429, 30, 'busy'],
  [429, undefined, 'busy'],
  [503, 30, 'busy'],
  [503, undefined, 'unavailable'],
  [504, undefined, 'unavailable'],
  [413, undefined, 'too_large'],
  [403, undefined, 'forbidden'],
  [400, undefined, 'refused'],
] as const)('maps status %s with Retry-After %s to %s', (status, retryAfterSeconds, code) => {
  const error = toGatewayError(new ButlrError('status', { status, retryAfterSeconds }))
  expect(failureCode(error)).toBe(code)
})

test.each([
  ['unreachable', 'unreachable'],
  ['timeout', 'unavailable'],
  ['unreadable', 'failed'],
] as const)('maps the reason %s to %s', (reason, code) => {
  expect(failureCode(toGatewayError(new ButlrError(reason)))).toBe(code)
})
