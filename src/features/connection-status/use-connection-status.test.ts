import { expect, test } from 'vitest'
import { HttpError, NetworkError, TimeoutError } from '#src/contract/errors.ts'
import {
  connectionAnnouncement,
  connectionStatus,
  describeConnection,
  formatClockSkew,
} from './use-connection-status.ts'
import { describePollError } from '#src/lib/describe-poll-error.ts'

test.each([
  [connectionStatus(null, 'no-data', false, null), 'Connecting'],
  [connectionStatus(3_400, 'live', false, 1_600), 'Live · 3 s ago'],
  [connectionStatus(14_000, 'late', false, null), 'Late · 14 s ago'],
  [connectionStatus(14_000, 'late', true, 7_200), 'Reconnecting · next try in 8 s'],
  [connectionStatus(240_000, 'stale', true, 1), 'Reconnecting · next try in 1 s'],
  [connectionStatus(null, 'no-data', true, null), 'Reconnecting · trying now'],
])('describes %j as "%s"', (state, words) => {
  expect(describeConnection(state)).toBe(words)
})

test('does not announce a change of age', () => {
  const said = [1_000, 2_000, 3_000].map((age) =>
    connectionAnnouncement(connectionStatus(age, 'live', false, null), 'live'),
  )
  expect(new Set(said).size).toBe(1)
})

test('announces failed polls only once the data is no longer live', () => {
  expect(connectionAnnouncement(connectionStatus(6_000, 'live', true, 3_000), 'live')).toBe('')
  expect(connectionAnnouncement(connectionStatus(70_000, 'stale', true, 3_000), 'stale')).toMatch(
    /no longer live/,
  )
})

test.each([
  [null, 'not measured yet'],
  [400, 'agrees with the server'],
  [-61_000, '1 min behind the server'],
  [86_400_000, '24 h ahead of the server'],
])('describes a clock skew of %j ms as “%s”', (skew, words) => {
  expect(formatClockSkew(skew)).toBe(words)
})

test.each([
  [new NetworkError('poll', null), /server cannot be reached/],
  [new TimeoutError('poll', 20_000), /server does not answer/],
  [
    new HttpError('poll', 502, { code: 'upstream_unreachable', message: '' }, null),
    /^Butlr cannot be reached/,
  ],
  [new HttpError('poll', 503, null, null), /between this page and Headroom.*503/],
  [new Error('odd'), /makes no sense/],
])('names the server that does not respond: %s', (error, words) => {
  expect(describePollError(error)).toMatch(words)
})
