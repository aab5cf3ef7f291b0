import { expect, test } from 'vitest'
import { ApiError } from '#server/simulator/api-error.ts'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { createTestClient, tuesdayMorning } from '#server/simulator/test-client.ts'
import { assertWithinMaxBytes } from './response-limits.ts'

test.each([
  ['-1439m', '1m', 200],
  ['-24h', '1m', 400],
  ['-48h', '2m', 200],
] as const)(
  'responds to a time series from %s in windows of %s with status %i',
  async (start, every, status) => {
    const client = createTestClient(createSimulator({ rooms: 1, now: () => tuesdayMorning }))
    const response = await client.post('/api/v3/reporting', {
      group_by: { order: ['room_id', 'mac_address', 'time'] },
      window: { every, function: 'last' },
      filter: { start, measurements: ['presence'] },
    })
    expect(response.status).toBe(status)
  },
)

test('refuses a response grouped by sensor and time that is larger than 16 MB', () => {
  const leaf = { last: 1, note: 'x'.repeat(1_000_000) }
  const times = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`time-${index}`, leaf]))
  const order = ['room_id', 'mac_address', 'time'] as const
  expect(() => {
    assertWithinMaxBytes({ room: { one: times(16) } }, [...order])
  }).not.toThrow()
  expect(() => {
    assertWithinMaxBytes({ room: { one: times(9), two: times(8) } }, [...order])
  }).toThrow(ApiError)
  expect(() => {
    assertWithinMaxBytes({ room: times(17) }, ['room_id', 'time'])
  }).not.toThrow()
})
