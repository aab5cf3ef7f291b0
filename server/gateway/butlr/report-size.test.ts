import { expect, test } from 'vitest'
import type { ReportingRequest } from '#src/contract/reporting.ts'
import { allowedBytes, answerBytes } from './report-size.ts'
import { butlrWith, codeOf, reportingBody, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-upstream.ts'

const now = Date.parse('2026-11-26T12:00:00Z')
const report = (
  every: string,
  start: string,
  order: ('room_id' | 'mac_address' | 'time')[] | null,
  filter: Partial<ReportingRequest['filter']> = {},
): ReportingRequest => ({
  window: { every, function: 'max' },
  filter: { start, measurements: ['presence'], ...filter },
  ...(order && { group_by: { order } }),
})
const rooms = (count: number) => ({
  rooms: { eq: Array.from({ length: count }, (_, index) => `room_${index}`) },
})

test.each<[string, ReportingRequest]>([
  ['seconds of all rooms for days', report('1s', '-2d', ['room_id', 'time'])],
  ['the same, not by time', report('1s', '-2d', ['room_id', 'mac_address'])],
  ['the same, flat', report('1s', '-2d', null)],
  [
    'the same between two dates',
    report('1s', '2026-11-01T00:00:00Z', ['time'], { stop: '2026-11-03T00:00:00Z' }),
  ],
  ['minutes of all rooms for a month', report('1m', '-30d', ['room_id', 'time'])],
  [
    'minutes of a thousand rooms for a day',
    report('1m', '-24h', ['room_id', 'time'], rooms(1_000)),
  ],
  ['seconds of one room for a day', report('1s', '-24h', ['time'], rooms(1))],
  ['a date that is none', report('1m', '2026-13-45T99:99:99Z', ['time'])],
])('%s are refused', (_, body) => {
  expect(() => allowedBytes(body, now)).toThrow(
    expect.objectContaining({ code: 'invalid_request' }),
  )
})

test.each<[string, ReportingRequest]>([
  ['seconds of one room for an hour', report('1s', '-1h', ['time'], rooms(1))],
  ['minutes of a room for a month', report('1m', '-30d', ['mac_address', 'time'], rooms(1))],
  ['minutes of all rooms for a day', report('1m', '-24h', ['room_id', 'time'])],
  ['hours of all rooms for two months', report('1h', '-60d', ['room_id', 'time'])],
  ['days of all rooms for three years', report('1d', '-1095d', ['room_id', 'time'])],
])('%s are taken', (_, body) => {
  expect(allowedBytes(body, now)).toBe(answerBytes.history)
})

test('a live answer over 8 MB is not read to its end, a history of that size is', async () => {
  const data = { room_1: { 'sensor-1': { last: 1, note: 'x'.repeat(9 * 1024 * 1024) } } }
  const { browser } = await startGateway(butlrWith(() => json({ data })))
  await browser.signInPerson()
  expect(await codeOf(await browser.report())).toBe('upstream_invalid')
  const history = { ...reportingBody, filter: { ...reportingBody.filter, start: '-6h' } }
  const answer = await browser.post('/api/v3/reporting', history)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ data })
})

test('a report of too many windows is refused before Butlr is asked', async () => {
  const { browser, upstream } = await startGateway(butlrWith(() => json({})))
  await browser.signInPerson()
  const body = { ...reportingBody, filter: { ...reportingBody.filter, start: '-2d' } }
  const response = await browser.post('/api/v3/reporting', body)
  expect(response.status).toBe(400)
  expect(await codeOf(response)).toBe('invalid_request')
  expect(upstream.received).toHaveLength(1)
})
