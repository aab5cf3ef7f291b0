import { expect, test } from 'vitest'
import {
  connectionAnnouncement,
  connectionStatus,
  describeConnection,
} from './use-connection-status.ts'
import { clockSkew } from '#messages/connection-details.tsx'

test.each<[Parameters<typeof connectionStatus>, string]>([
  [[false, 'no-data', false], 'connecting'],
  [[true, 'live', false], 'live'],
  [[true, 'late', false], 'late'],
  [[true, 'stale', true], 'reconnecting'],
  [[false, 'no-data', true], 'reconnecting'],
])('the status of the poll %j (has data, freshness, failed) is "%s"', (poll, status) => {
  expect(connectionStatus(...poll)).toBe(status)
})

test.each<[...Parameters<typeof describeConnection>, string]>([
  ['connecting', 0, null, 'Connecting'],
  ['live', 3_400, 1_600, 'Live · 3 s ago'],
  ['late', 14_000, null, 'Delayed · 14 s ago'],
  ['reconnecting', 14_000, 7_200, 'Reconnecting ·\u00a0next\u00a0try\u00a0in\u00a08\u00a0s'],
  ['reconnecting', 240_000, 1, 'Reconnecting ·\u00a0next\u00a0try\u00a0in\u00a01\u00a0s'],
  ['reconnecting', 0, null, 'Reconnecting ·\u00a0trying\u00a0now'],
])('describes %s (age %j ms, next try in %j ms) as "%s"', (status, age, nextTry, words) => {
  expect(describeConnection(status, age, nextTry)).toBe(words)
})

test('announces every status except “connecting”', () => {
  expect(connectionAnnouncement('connecting', 'no-data')).toBe('')
  expect(connectionAnnouncement('live', 'live')).toBe('Data is live.')
  expect(connectionAnnouncement('late', 'late')).toBe('Data is delayed.')
  expect(connectionAnnouncement('reconnecting', 'no-data')).toBe(
    'No data. Headroom will keep trying.',
  )
})

test('announces failed polls only once the data is no longer live', () => {
  expect(connectionAnnouncement('reconnecting', 'live')).toBe('')
  expect(connectionAnnouncement('reconnecting', 'stale')).toBe(
    'Data is no longer live. Headroom will keep trying.',
  )
})

test.each([
  [null, 'not measured yet'],
  [400, 'in sync with the server'],
  [-61_000, '1 min behind the server'],
  [86_400_000, '24 h ahead of the server'],
])('describes a clock skew of %j ms as “%s”', (skew, words) => {
  expect(clockSkew(skew)).toBe(words)
})
